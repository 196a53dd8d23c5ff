import { Bucket, BlockPublicAccess, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface DocumentsProps {
  isPublic: boolean;
}

export class Documents extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { isPublic }: DocumentsProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: isPublic ? BlockPublicAccess.BLOCK_ACLS_ONLY : BlockPublicAccess.BLOCK_ALL,
      publicReadAccess: isPublic,
    });
  }
}
