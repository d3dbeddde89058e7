import { batch } from './bars/batch.ts';
import { bundles } from './bars/bundles.ts';
import { changes } from './bars/changes.ts';
import { changesLocally } from './bars/changes-locally.ts';
import { handler } from './bars/handler.ts';
import { hotPaths } from './bars/hot-paths.ts';
import { init } from './bars/init.ts';
import { page } from './bars/page.ts';
import { peers } from './bars/peers.ts';
import { requests } from './bars/requests.ts';
import { toolStart } from './bars/tool.ts';
import { wholeArchive } from './bars/whole-archive.ts';
import type { Group } from './row.ts';

/** What is measured, in this order. */
export const groups: readonly {
  readonly name: string;
  readonly bars: readonly number[];
  readonly group: Group;
}[] = [
  { name: 'bundles', bars: [1, 2, 3], group: bundles },
  { name: 'requests', bars: [11, 12, 13, 18], group: requests },
  { name: 'init', bars: [4, 5, 14], group: init },
  { name: 'hot paths', bars: [6, 9], group: hotPaths },
  { name: 'handler', bars: [7, 8], group: handler },
  { name: 'batch', bars: [10], group: batch },
  { name: 'changes', bars: [17], group: changes },
  { name: 'changes locally', bars: [17], group: changesLocally },
  { name: 'tool', bars: [15], group: toolStart },
  { name: 'whole archive', bars: [16], group: wholeArchive },
  { name: 'page', bars: [0], group: page },
  { name: 'peers', bars: [0], group: peers },
];
