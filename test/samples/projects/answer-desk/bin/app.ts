import { App } from 'aws-cdk-lib';
import { AnswerStack } from '../lib/answer-stack';

const app = new App();
new AnswerStack(app, 'Answers', { stage: app.node.tryGetContext('stage') });
