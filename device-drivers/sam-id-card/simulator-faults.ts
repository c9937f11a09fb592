/** What can go wrong with the reader or the card, by the names of `sizhen simulate --fault`. */
export const SAM_ID_CARD_FAULTS = {
  'no-card': 'no card is ever laid down',
  'card-stays': 'the card is never lifted',
  'no-presence': 'the reader cannot say whether a card that was read still lies there',
  'moving-card': 'the first reading of every card fails',
  'unreadable-card': 'every reading fails',
  'wrong-number': 'the check digit of the number is wrong',
  'wrong-date': 'the card ends before it begins',
  'foreign-card': 'the card is the permit of a foreigner, with another layout',
  unauthorised: 'the security module refuses to work',
  'silent-while-reading': 'nothing is sent any more once a reading was asked for',
} as const;

export type SamIdCardFault = keyof typeof SAM_ID_CARD_FAULTS;

export function isSamIdCardFault(name: string): name is SamIdCardFault {
  return Object.hasOwn(SAM_ID_CARD_FAULTS, name);
}
