import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#gateway/config.ts';
import { setUpOwners } from '#hub/setup.ts';
import { COMPANY, openGround } from './ground.ts';

const several = {
  SPLOT_COMPANIES: 'main,outdoor',
  SPLOT_COMPANY_OUTDOOR_NAME: 'Splot Outdoor sp. z o.o.',
  SPLOT_COMPANY_OUTDOOR_HANDLING_ORDER: '8.50',
  SPLOT_CHANNELS: 'online,b2b-pl,outdoor',
  SPLOT_CHANNEL_B2B_PL_NAME: 'Hurtownia',
  SPLOT_CHANNEL_B2B_PL_LANGUAGES: 'pl,en',
  SPLOT_CHANNEL_B2B_PL_PRICES_INCLUDE_TAX: 'false',
  SPLOT_CHANNEL_B2B_PL_PRICE_LIST: 'HURT',
  SPLOT_CHANNEL_B2B_PL_WAREHOUSES: 'LODZ,GDANSK',
  SPLOT_CHANNEL_B2B_PL_CART_IDLE: 'PT3H',
  SPLOT_CHANNEL_OUTDOOR_COMPANY: 'outdoor',
  SPLOT_SYSTEMS: 'erp,shop,shop2,erp2',
  ...Object.fromEntries(
    ['ERP', 'ERP2', 'SHOP', 'SHOP2'].flatMap((code) => [
      [`SPLOT_SYSTEM_${code}_KIND`, code.startsWith('ERP') ? 'twin-erp' : 'twin-shop'],
      [`SPLOT_SYSTEM_${code}_URL`, 'http://127.0.0.1:1'],
      [`SPLOT_SYSTEM_${code}_KEY`, 'k'],
      ...(code.startsWith('SHOP') ? [[`SPLOT_SYSTEM_${code}_WEBHOOK_SECRET`, 's']] : []),
    ]),
  ),
  SPLOT_SYSTEM_SHOP2_CHANNEL: 'b2b-pl',
  SPLOT_SYSTEM_ERP2_CHANNEL: 'outdoor',
};

describe('several of each', () => {
  test('companies, channels and systems are described by their codes; what is not said is the plain one', () => {
    const config = readConfig(several);
    expect(config.companies).toEqual([
      { code: 'main', name: 'Splot Demo sp. z o.o.', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw' },
      {
        code: 'outdoor',
        name: 'Splot Outdoor sp. z o.o.',
        country: 'PL',
        currency: 'PLN',
        zone: 'Europe/Warsaw',
        handling: { order: '8.50', line: '0', return: '0' },
      },
    ]);
    expect(config.channels[1]).toEqual({
      code: 'b2b-pl',
      companyCode: 'main',
      name: 'Hurtownia',
      currency: 'PLN',
      languages: ['pl', 'en'],
      pricesIncludeTax: false,
      priceListCode: 'HURT',
      warehouseCodes: ['LODZ', 'GDANSK'],
      cartIdleMs: 10_800_000,
    });
    expect(config.systems.map(({ code, channel }) => [code, channel])).toEqual([
      ['erp', 'online'],
      ['shop', 'online'],
      ['shop2', 'b2b-pl'],
      ['erp2', 'outdoor'],
    ]);
  });

  test.each([
    [{ SPLOT_COMPANY_OUTDOOR_NAME: undefined }, /SPLOT_COMPANY_OUTDOOR_NAME is missing/],
    [{ SPLOT_COMPANY_OUTDOOR_ZONE: 'Mars' }, /SPLOT_COMPANY_OUTDOOR_ZONE is no IANA/],
    [{ SPLOT_COMPANY_OUTDOOR_HANDLING_ORDER: 'dużo' }, /HANDLING_ORDER must be an amount/],
    [{ SPLOT_CHANNEL_OUTDOOR_COMPANY: 'inna' }, /SPLOT_CHANNEL_OUTDOOR_COMPANY must be one of main, outdoor/],
    [{ SPLOT_CHANNEL_OUTDOOR_COMPANY: 'main' }, /none for the company "outdoor"/],
    [{ SPLOT_CHANNELS: 'online,online,outdoor' }, /SPLOT_CHANNELS names one twice/],
    [{ SPLOT_SYSTEM_SHOP2_CHANNEL: 'nie' }, /SPLOT_SYSTEM_SHOP2_CHANNEL must be one of/],
    [{ SPLOT_SYSTEM_ERP2_CHANNEL: 'online' }, /has the ERP "erp" already/],
    [{ SPLOT_CHANNEL_INNY_NAME: 'x' }, /SPLOT_CHANNEL_INNY_NAME is not a key/],
  ])('%j is one clear mistake', (change, message) => {
    expect(() => readConfig({ ...several, ...change })).toThrow(ConfigError);
    expect(() => readConfig({ ...several, ...change })).toThrow(message);
  });

  test('a company and a channel that were there before codes keep their ids; a channel never changes its company', async () => {
    const ground = await openGround();
    const { companies, channels } = readConfig(several);
    const owners = await ground.db.write((trx) => setUpOwners(trx, companies, channels));
    expect(owners.get('online')?.companyId).toBe(COMPANY);
    expect(owners.get('outdoor')?.companyId).not.toBe(COMPANY);
    const again = await ground.db.write((trx) => setUpOwners(trx, companies, channels));
    expect([...again]).toEqual([...owners]);
    const swapped = channels.map((channel) => (channel.code === 'b2b-pl' ? { ...channel, companyCode: 'outdoor' } : channel));
    await expect(ground.db.write((trx) => setUpOwners(trx, companies, swapped))).rejects.toThrow(/another company's already/);
  });
});
