/**
 * A user may connect again and no event reports it: records state that there was a disconnection, and
 * when, and never that there is a connection.
 */
export const status = 'DISCONNECTED';
