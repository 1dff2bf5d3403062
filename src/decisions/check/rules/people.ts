import { defineRule } from '../rule.ts';
import { isHabit, titlePlace } from '../subject.ts';

export const acceptedWithoutDeciders = defineRule({
  id: 'accepted-without-deciders',
  severity: 'warning',
  about: 'An accepted record does not say who decided, and three in four of the folder do.',
  mend: 'Name who decided.',
  find: ({ subjects }) => {
    const accepted = subjects.filter(({ status }) => status === 'accepted');
    return [...Map.groupBy(accepted, ({ series }) => series).values()].flatMap((group) => {
      const without = group.filter(({ facts }) => facts.deciders.length === 0 && !facts.hasPeople);
      return isHabit(group.length - without.length, group.length)
        ? without.map((subject) => ({
            place: titlePlace(subject),
            what: 'it is accepted and does not say who decided, as the others here do',
            mend: 'name who decided',
          }))
        : [];
    });
  },
});
