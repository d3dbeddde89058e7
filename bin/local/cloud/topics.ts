import * as v from 'valibot';
import type { Resource } from './assembly.ts';
import { subscriptionProperties, topicProperties } from './properties.ts';
import { type Named, named } from './resource-names.ts';

export interface Topic extends Named {
  /** As the SNS API names and writes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Gives a topic's messages to a queue. */
export interface Subscription {
  readonly topicArn: string;
  readonly queueArn: string;
  /** As the SNS API names and writes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Values as text: an object as JSON. */
const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
  );

export const topicOf = (resource: Resource): Topic => ({
  ...named(resource),
  attributes: textsOf(v.parse(topicProperties, resource.properties)),
});

/** The subscriptions of queues: what a topic mails to people goes nowhere here. */
export const subscriptionsOf = (resources: readonly Resource[]): readonly Subscription[] =>
  resources.flatMap(({ properties }) => {
    const { TopicArn, Protocol, Endpoint, ...attributes } = v.parse(
      subscriptionProperties,
      properties,
    );
    if (Protocol !== 'sqs') return [];
    return [{ topicArn: TopicArn, queueArn: Endpoint, attributes: textsOf(attributes) }];
  });
