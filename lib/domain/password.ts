/** How many characters a new password of Rollcall's own accounts has. */
export const PASSWORD_LENGTH = { min: 12, max: 128 };
