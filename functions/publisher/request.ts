import type { Publication } from './publication.ts';

/**
 * What SNS takes in one request: ten messages, and together the bytes of one.
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
const MOST_MESSAGES = 10;
const MOST_BYTES = 262_144;

/**
 * The first changes that one request can publish. Of a record it has but one: if SNS refused an earlier
 * change and took the later one, they would be out of order.
 */
export const nextRequest = (waiting: readonly Publication[]): readonly Publication[] => {
  const request: Publication[] = [];
  const groups = new Set<string>();
  let bytes = 0;
  for (const publication of waiting) {
    if (request.length === MOST_MESSAGES) break;
    if (groups.has(publication.groupId)) continue;
    groups.add(publication.groupId);
    if (request.length > 0 && bytes + publication.bytes > MOST_BYTES) continue;
    request.push(publication);
    bytes += publication.bytes;
  }
  return request;
};
