// Replaces `@aws-sdk/endpoint-cache` in every bundle (lib/bundling.ts): only endpoint discovery
// uses it, which DynamoDB leaves off, and its LRU cache weighs 8 KB.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html

/** A cache of endpoints that keeps none. The SDK makes one of it, so it is a class. */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }

  set(): void {
    // Deliberately stores nothing.
  }

  has(): boolean {
    return false;
  }
}
