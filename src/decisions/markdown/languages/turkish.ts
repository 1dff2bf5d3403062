import type { Language } from './language.ts';

export const turkish: Language = {
  fields: {
    title: 'başlık, ad, adı',
    status: 'durum, durumu, karar durumu',
    decided: 'karar tarihi, kabul tarihi, onay tarihi',
    date: 'tarih',
    created: 'oluşturulma, oluşturulma tarihi, oluşturma tarihi, başlangıç tarihi, öneri tarihi',
    modified: 'güncelleme tarihi, son güncelleme, güncellenme, değiştirilme tarihi, son değişiklik',
    deciders: 'karar verenler, karar veren, karar vericiler, onaylayanlar, onaylayan',
    supersedes: 'yerine geçtiği, yerini aldığı',
    'superseded-by': 'yerine geçen, yerini alan',
    amends: 'değiştirdiği',
    'amended-by': 'değiştiren',
    related: 'ilgili, ilişkili, ilgili kararlar, ilgili adrler, ayrıca bakınız, ayrıca bkz, bkz',
  },
  statuses: {
    accepted:
      'kabul edildi, kabul, kabul edilmiş, onaylandı, onaylanmış, onaylı, benimsendi, kararlaştırıldı, uygulandı, yürürlükte, aktif',
    superseded: 'değiştirildi, yerine yenisi geldi, yenisiyle değiştirildi, geçersiz kılındı',
    deprecated: 'kullanımdan kaldırıldı, kullanım dışı, eskidi, geçersiz',
    rejected: 'reddedildi, reddedilmiş, kabul edilmedi, onaylanmadı',
    withdrawn: 'geri çekildi, iptal edildi, vazgeçildi',
    draft: 'taslak, taslak halinde',
    proposed:
      'önerildi, önerilen, öneri, teklif edildi, teklif, tartışılıyor, değerlendirmede, değerlendiriliyor, incelemede, inceleniyor, beklemede, onay bekliyor, açık',
  },
  sections: {
    metadata: 'üst veri, üstveri, bilgiler, künye',
    context: 'bağlam, problem, sorun, arka plan, bağlam ve problem',
    drivers: 'karar etkenleri, kriterler',
    options: 'seçenekler, değerlendirilen seçenekler, alternatifler, değerlendirilen alternatifler',
    decision: 'karar, kararlar, karar sonucu',
    consequences: 'sonuçlar, etkiler',
    links: 'bağlantılar, kaynaklar, referanslar, daha fazla bilgi',
    lead: 'özet, giriş, genel bakış, motivasyon, amaç, hedef, hedefler, içindekiler',
  },
  negations: 'değil',
  months:
    'ocak|oca, şubat|şub, mart|mar, nisan|nis, mayıs|may, haziran|haz, temmuz|tem, ağustos|ağu, eylül|eyl, ekim|eki, kasım|kas, aralık|ara',
};
