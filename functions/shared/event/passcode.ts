/** The one event that carries a one-time passcode, which may never be stored: its body alone is masked. */
export const PASSCODE_EVENT = 'issuing.3ds_notification.stepup_otp';
