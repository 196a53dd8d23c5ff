import { App } from 'aws-cdk-lib';
import { SupportStack } from '../lib/support-stack';

const app = new App();
new SupportStack(app, 'Support', { notebooks: app.node.tryGetContext('notebooks') });
