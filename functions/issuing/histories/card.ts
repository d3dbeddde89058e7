import { type Course, START } from '../../shared/histories.ts';
import { aboutCard } from './about-card.ts';

/* A card and its holder. */

export const card: Course = {
  first: 'PENDING',
  next: {
    PENDING: ['INACTIVE', 'ACTIVE', 'FAILED'],
    INACTIVE: ['ACTIVE', 'BLOCKED', 'CLOSED'],
    ACTIVE: ['INACTIVE', 'BLOCKED', 'LOST', 'STOLEN', 'EXPIRED'],
    BLOCKED: ['ACTIVE', 'CLOSED'],
    LOST: ['CLOSED'],
    STOLEN: ['CLOSED'],
    EXPIRED: ['CLOSED'],
  },
  most: 8,
  events: (step) => [
    aboutCard(
      `evt_card_${step.index}`,
      step,
      `card.${step.state.toLowerCase()}`,
      ({ sparse, updated, time }) => ({
        card_id: 'card_1',
        card_status: step.state,
        updated_at: updated,
        // A sparse event states nothing of the card but its status.
        ...(!sparse && {
          cardholder_id: 'holder_1',
          created_at: time(START),
          brand: 'VISA',
          nick_name: `card after ${step.index}`,
        }),
      }),
    ),
  ],
};

/** A card's way to its holder. */
export const delivery: Course = {
  first: 'PENDING',
  next: {
    PENDING: ['PRINTED', 'FAILED_TO_PRINT'],
    FAILED_TO_PRINT: ['PRINTED'],
    PRINTED: ['DISPATCHED'],
    DISPATCHED: ['IN_TRANSIT', 'DELIVERED'],
    IN_TRANSIT: ['DELIVERY_DELAYED', 'DELIVERY_FAILED', 'DELIVERED'],
    DELIVERY_DELAYED: ['DELIVERED', 'DELIVERY_FAILED'],
  },
  most: 6,
  events: (step) => [
    aboutCard(`evt_delivery_${step.index}`, step, 'card.modified', ({ sparse, updated, time }) => ({
      card_id: 'card_1',
      updated_at: updated,
      delivery_details: {
        status: step.state,
        ...(step.state === 'DELIVERY_DELAYED' && { status_description: 'ON_HOLD' }),
        ...(!sparse && { delivery_vendor: 'DHL', tracked: step.index > 1 }),
        updated_at: time(step.at),
      },
    })),
  ],
};

/** What else changes of a card: its number, when it is issued again, and who holds it beside its holder. */
export const reissue: Course = {
  first: 'HOLDERS',
  next: { HOLDERS: ['REISSUE', 'HOLDERS'], REISSUE: ['HOLDERS'] },
  most: 5,
  events: (step) => [
    step.state === 'REISSUE'
      ? aboutCard(`evt_reissue_${step.index}`, step, 'reissue.succeeded', () => ({
          card_id: 'card_1',
          old_masked_card_number: '************4242',
          new_masked_card_number: `************000${step.index}`,
          reissue_reason: 'CARD_RENEWAL',
        }))
      : aboutCard(`evt_holders_${step.index}`, step, 'card.modified', ({ sparse, updated }) => ({
          card_id: 'card_1',
          updated_at: updated,
          additional_cardholder_ids: step.index % 3 === 2 ? [] : [`holder_${2 + (step.index % 2)}`],
          ...(!sparse && { masked_card_number: '************4242', card_version: step.index }),
        })),
  ],
};

export const cardholder: Course = {
  first: 'INCOMPLETE',
  next: {
    INCOMPLETE: ['PENDING'],
    PENDING: ['READY', 'INCOMPLETE', 'DISABLED'],
    READY: ['DISABLED', 'DELETED'],
    DISABLED: ['READY', 'DELETED'],
  },
  most: 5,
  events: (step) => [
    aboutCard(
      `evt_holder_${step.index}`,
      step,
      `cardholder.${step.state.toLowerCase()}`,
      ({ sparse, updated }) => ({
        cardholder_id: 'holder_1',
        type: 'INDIVIDUAL',
        updated_at: updated,
        ...(!sparse && { status: step.state }),
      }),
    ),
  ],
};
