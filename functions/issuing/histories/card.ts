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
