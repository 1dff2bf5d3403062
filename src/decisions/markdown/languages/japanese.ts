import type { Language } from './language.ts';

export const japanese: Language = {
  fields: {
    title: 'タイトル, 題名, 件名, 名称, 表題',
    status: 'ステータス, 状態, 状況',
    decided: '決定日, 決定日時, 承認日, 採択日, 決裁日',
    date: '日付, 日時, 年月日',
    created: '作成日, 作成日時, 起票日, 提案日, 開始日',
    modified: '更新日, 更新日時, 最終更新, 最終更新日, 改訂日',
    deciders: '決定者, 意思決定者, 承認者, 決裁者',
    supersedes: '置き換え対象, 置換対象, 置き換えるadr',
    'superseded-by': '置き換え先, 後継, 後継adr, 代替adr',
    amends: '改訂対象, 修正対象',
    'amended-by': '改訂先',
    related: '関連, 関連adr, 関連する決定, 関連決定, 関連する意思決定, 参照, 関連文書, 関連ドキュメント',
  },
  statuses: {
    accepted:
      '承認済み, 承認済, 承認, 採択, 採用, 決定, 決定済み, 合意, 合意済み, 有効, 受理, 受け入れ済み, 実施済み',
    superseded: '置き換え, 置換, 差し替え, 代替済み',
    deprecated: '非推奨, 廃止, 廃止済み, 無効',
    rejected: '却下, 否決, 不採用, 棄却, 否認',
    withdrawn: '取り下げ, 撤回, 中止',
    draft: '下書き, 草案, ドラフト, 作成中, 起案中',
    proposed: '提案, 提案中, 検討中, 議論中, レビュー中, 審議中, 承認待ち, レビュー待ち, 決定待ち, 未決定',
  },
  sections: {
    metadata: 'メタデータ, メタ情報, 基本情報',
    context: 'コンテキスト, 背景, 文脈, 課題, 問題, 経緯',
    drivers: '決定要因, 判断基準',
    options: '選択肢, 検討した選択肢, 代替案, 検討した代替案',
    decision: '決定, 決定事項, 決定内容, 意思決定',
    consequences: '結果, 影響, 帰結',
    links: 'リンク, 参考, 参考資料, 参考文献, 参考リンク, 関連リンク',
    lead: '概要, 要約, はじめに, 序論, 目的, 動機, 目次',
  },
  negations: '未, 非, 不',
  months: '',
  isUnspaced: true,
};
