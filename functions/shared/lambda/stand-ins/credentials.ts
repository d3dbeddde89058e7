// Replaces `@aws-sdk/credential-provider-node` in every bundle (lib/bundling.ts): Lambda puts
// its credentials in the environment, and the full chain doubles a bundle and its start.
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
