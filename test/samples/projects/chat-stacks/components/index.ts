export { Assistant, type AssistantArgs } from './assistant';
