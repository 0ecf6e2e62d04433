/** Venues that are conferences, told by their names. */

const CONFERENCE =
  /\b(?:conference|conf\.|proceedings|proc\.|symposium|workshops?|congress|meeting|(?:neur|n)ips|icml|iclr|cvpr|iccv|eccv|wacv|bmvc|e?acl|naacl|emnlp|coling|aaai|ijcai|uai|aistats|colt|corl|icra|iros|rss|kdd|www|sigir|siggraph|interspeech|icassp|chi|stoc|focs|soda|neurips)\b/iu;

/** True where a venue is a conference and not a journal that carries its proceedings. */
export function isConference(venue: string): boolean {
  return (
    CONFERENCE.test(venue) &&
    !/\b(?:journal|proceedings of the (?:national academy|royal society|ieee$))\b/iu.test(venue)
  );
}
