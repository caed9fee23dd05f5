/** `?rejected=<registry>` opens the list of its rejected keys. */
export const REJECTED_PARAM = 'rejected';
