/*
 * CDK validates every template that it synthesizes, which takes three seconds each time. Among the
 * tests cdk-nag.test.ts alone lets it.
 */
process.env['CDK_VALIDATION'] ??= 'false';
