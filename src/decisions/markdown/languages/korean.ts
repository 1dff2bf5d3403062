import type { Language } from './language.ts';

export const korean: Language = {
  fields: {
    title: '제목, 이름, 명칭',
    status: '상태, 결정 상태, 진행 상태',
    decided: '결정일, 결정 날짜, 결정일자, 승인일, 채택일',
    date: '날짜, 일자, 일시',
    created: '작성일, 작성일자, 생성일, 제안일, 시작일',
    modified: '수정일, 갱신일, 최종 수정일, 업데이트, 마지막 수정',
    deciders: '결정자, 의사결정자, 의사 결정자, 승인자',
    supersedes: '대체 대상, 대체하는 결정',
    'superseded-by': '대체 결정, 후속 결정',
    amends: '수정 대상',
    'amended-by': '수정됨',
    related: '관련, 관련 결정, 관련 adr, 관련 문서, 참조',
  },
  statuses: {
    accepted:
      '승인됨, 승인 완료, 승인, 채택됨, 채택, 수락됨, 수락, 확정됨, 확정, 결정됨, 합의됨, 적용됨, 유효',
    superseded: '대체됨, 대체',
    deprecated: '폐기됨, 폐기, 사용 중단, 지원 중단, 더 이상 사용되지 않음',
    rejected: '거부됨, 거부, 거절됨, 거절, 반려됨, 반려, 기각됨, 기각',
    withdrawn: '철회됨, 철회, 취소됨, 취소',
    draft: '초안, 작성 중, 작성중',
    proposed: '제안됨, 제안, 제안 중, 검토 중, 검토중, 논의 중, 논의중, 승인 대기, 검토 대기, 대기, 미결정',
  },
  sections: {
    metadata: '메타데이터, 메타 정보, 기본 정보',
    context: '맥락, 배경, 컨텍스트, 문제, 문제 정의, 상황',
    drivers: '결정 요인, 판단 기준',
    options: '선택지, 고려한 선택지, 대안, 고려한 대안, 검토한 대안',
    decision: '결정, 결정 사항, 결정 내용',
    consequences: '결과, 영향',
    links: '링크, 참고, 참고 자료, 참고 링크',
    lead: '요약, 개요, 소개, 서론, 동기, 목적, 목표, 목차',
  },
  negations: '미, 불, 비',
  months: '',
  isUnspaced: true,
};
