import ccmq60 from './definitions/ccmq-60.json' with { type: 'json' };

/** The items whose wording a pack has to bring, in printed order. */
export function questionnaireLinkIds(_questionnaire: 'ccmq-60'): readonly string[] {
  return ccmq60.item.filter((item) => 'prefix' in item).map((item) => item.linkId);
}
