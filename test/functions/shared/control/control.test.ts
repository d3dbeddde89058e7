import { cachedRules, RULES_MAX_AGE } from '../../../../functions/shared/control/control.ts';

const rules = { erasedAt: Date.UTC(2026, 2, 10), voids: [] };

describe('the rules that a consumer holds', () => {
  it('are read once by concurrent events, and again when they are a minute old', async () => {
    let clock = 0;
    const read = jest.fn(async () => rules);
    const current = cachedRules(read, () => clock);
    await Promise.all([current(), current()]);
    clock = RULES_MAX_AGE - 1;
    expect(await current()).toEqual(rules);
    expect(read).toHaveBeenCalledTimes(1);
    clock = RULES_MAX_AGE;
    await current();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('are read again after a failure', async () => {
    const read = jest.fn(async () => rules).mockRejectedValueOnce(new Error('away'));
    const current = cachedRules(read, () => 0);
    await expect(current()).rejects.toThrow('away');
    expect(await current()).toEqual(rules);
  });
});
