"""Names in fifteen languages and eight scripts, for generated shops."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "en": (
        "Ada Grace Oliver Hugo Ruby Ella Owen Ivy Jack Nora",
        "Walker Thorne Mercer Hughes Bright Ashdown Reid Cole",
    ),
    "de": ("Jörg Käthe Lena Uwe Änne Björn Sabine Ralf Grete Till", "Müller Groß Weiß Böhm Krüger Schäfer Vogt Lüders"),
    "fr": (
        "Zoé Émile Chloé Hélène Rémi Noël Anaïs Loïc Aude Luc",
        "Lefèvre Dubois Gagné Besançon Moreau Côté Petit Roux",
    ),
    "es": ("Íñigo Lucía Ángel Begoña José Nuria Raúl Inés Paz Leo", "Núñez Ibáñez García Peña Ortiz Sáez Vidal Muñoz"),
    "pt": (
        "Ana João Inês Tomé Graça Rui Conceição Luís Iara Davi",
        "Moreira Gonçalves Araújo Simões Brandão Lopes Sá Reis",
    ),
    "it": (
        "Niccolò Giosuè Chiara Elia Mirella Ugo Letizia Dario",
        "D'Amico Forlì Rossi Esposito De_Luca Conti Greco Riva",
    ),
    "pl": ("Łukasz Żaneta Paweł Zofia Światosław Jan Bożena Olga", "Wójcik Dąbrowski Łęcki Nowak Żak Król Pająk Zając"),
    "tr": ("İpek Çağlar Şule Gökhan Ömer Işıl Ayşe Deniz Ümit", "Yılmaz Çelik Öztürk Şahin Kılıç Güneş Aydın Doğan"),
    "vi": ("Ánh Đức Hương Minh Phượng Quốc Thảo Tuấn Yến Bảo", "Nguyễn Trần Lê Phạm Hoàng Đặng Bùi Võ"),
    "el": ("Ελένη Γιώργος Δήμητρα Νίκος Σοφία Άννα Κώστας Ζωή", "Παπαδόπουλος Νικολάου Δημητρίου Ιωάννου Γεωργίου"),
    "ru": ("Алёна Фёдор Юлия Игорь Наташа Пётр Ольга Семён", "Иванова Соловьёв Кузнецов Щукина Попов Орлов"),
    "ar": ("ليلى يوسف مريم خالد سارة عمر نور حسن", "الحداد النجار الخوري منصور عباس سليم"),
    "he": ("נועה אבי רחל יונתן מיכל דוד שירה איתן", "כהן לוי מזרחי פרץ ביטון אזולאי"),
    "zh": ("伟 芳 秀英 娜 敏 静 丽 强 磊 洋", "王 李 张 刘 陈 杨 赵 黄"),
    "ja": ("さくら 翔太 陽菜 健一 美咲 大輔 由美 直樹", "佐藤 鈴木 高橋 田中 渡辺 伊藤"),
}
"""Given names and family names by language; ``_`` stands for a blank within one."""
