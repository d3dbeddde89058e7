import { accounts } from '../../../functions/accounts/domain.ts';
import { families } from '../../../functions/accounts/families.ts';
import { project } from '../../support/interpret.ts';
import { testPrivacy } from '../../support/privacy.ts';
import { sample } from '../../support/samples.ts';

testPrivacy({
  domain: accounts,
  families,
  neverStored:
    /^(?!.*required$).*((first|middle|last)_?name|connected_?account_?name|birth|nationality|identification_?number|number$|licen[cs]e|medicare|passport|mrz|file_?id|address|email|mobile|contact|vat|metadata|comment|url$|user_?id|^target$|store_)/i,
  isOrdinary: (text) => text.length <= 3,
  least: 80,
  norInside: true,
});

it('an identifier that is somebody’s e-mail is not stored', () => {
  const body = sample('accounts', 'account.active~individual');
  expect(body.toString()).toContain('"identifier":"odile.marchetti@mail.example"');
  const { records } = project(families, body);
  expect(JSON.stringify(records)).not.toContain('odile');
});
