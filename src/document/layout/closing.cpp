#include "document/layout/closing.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "document/layout/offices.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kAuthorityWords = 14, kPositionWords = 12;

/// The prefixes of 3.9 with their stop, as Party papers print them (T/M), or where a known office
/// or organ follows without one.
constexpr const char* kPrefix =
    R"((?:tm|kt|tl|tuq|q)\s?[.,/]|(?:t\s?/\s?m|k\s?/\s?t|t\s?/\s?l)\b[.]?)";

/// Folded family names that between them nearly all Vietnamese have.
constexpr auto kFamilyNames = std::to_array<std::string_view>(
    {"au",   "bach", "be",   "bui",  "cam",   "cao",   "chau",   "chu",    "cu",     "dam",
     "dang", "dao",  "dau",  "diep", "dinh",  "do",    "doan",   "dong",   "duong",  "giang",
     "giap", "ha",   "han",  "ho",   "hoang", "hua",   "huynh",  "kha",    "khuat",  "khuc",
     "kieu", "kim",  "lac",  "lai",  "lam",   "le",    "lieu",   "lo",     "luc",    "luong",
     "luu",  "ly",   "ma",   "mac",  "mai",   "man",   "nghiem", "ngo",    "nguyen", "nong",
     "ong",  "pham", "phan", "phi",  "phung", "quach", "sam",    "tang",   "ta",     "thach",
     "thai", "tieu", "ton",  "tong", "tran",  "trieu", "trinh",  "truong", "tu",     "uong",
     "vi",   "vo",   "vu",   "vuong"});

bool has_family_name(const Passage& line) {
  return std::ranges::find(kFamilyNames, line.key.substr(0, line.key.find(' '))) !=
         kFamilyNames.end();
}

bool is_separator(std::string_view key) {
  static const Pattern kPattern(R"([-_=*.~ o'",:;|]+)");
  return kPattern.fits(key);
}

bool ends_sentence(std::string_view key) {
  return !key.empty() && std::string_view(".;:!?").find(key.back()) != std::string_view::npos;
}

bool is_bullet(std::string_view key) {
  static const Pattern kPattern(R"([_'=]?\s?[-+•~*]\s?\S)");
  return kPattern.at_start(key).has_value();
}

/// "II. ĐỐI TƯỢNG" is a heading, near as it is to "ĐỘI TRƯỞNG".
bool is_numbered(std::string_view text) {
  static const Pattern kPattern(R"((?:[IVX]{1,4}|\d{1,2})\s?[.)/–-]\s)");
  return kPattern.at_start(text).has_value();
}

bool is_skipped(const Line& line) { return line.zone == Zone::kBlank || line.zone == Zone::kAside; }

/// "(Đã ký)", "[chữ ký]", "(Ký tên, đóng dấu)": stands for the signature.
bool stands_for_signature(std::string_view key) {
  static const Pattern kPattern(
      R"([^a-z]*(?:da ky|da ki|chu ky|ki ten|ky ten|signature|signed|ky ghi ro|ky, ghi ro|)"
      R"(dau)\b.{0,40})");
  return kPattern.fits(key);
}

/// "- Lưu: VT, TTr. Bùi Quang Vinh": the name of ô 7 behind the last item, one blank between the
/// columns; 0 without one. Names behind a comma are items.
std::uint32_t name_behind_archive(const Passage& line) {
  static const Pattern kName(R"([^,:\s] ((?:\p{Lu}\p{Ll}+ ){2,3}\p{Lu}\p{Ll}+)$)");
  const auto match = is_archive_item(line) ? kName.find(line.text) : std::nullopt;
  if (!match) return 0;
  const Passage name = from(line, match->groups[1]->begin);
  return has_family_name(name) && is_person(name) ? match->groups[1]->begin : 0;
}

/// Where ô 7 begins in a line that also holds an item of ô 9b; 0 when it does not.
std::uint32_t right_column(const Line& whole) {
  const Passage& line = whole.passage;
  if (whole.role == Role::kSignature) return 0;
  if (whole.gap > 0) {
    const Passage right = from(line, whole.gap);
    if (is_authority(right) || names_office(right) || is_person(right)) return whole.gap;
  }
  if (const std::uint32_t at = name_behind_archive(line); at > 0) return at;
  static const Pattern kPattern(R"(\s(tm|kt|tl|tuq|q)\s?\.\s?[a-z])");
  const auto match = kPattern.find(line.key);
  if (!match || match->whole().begin == 0) return office_behind(line);
  const std::uint32_t at = line.in_text(match->whole()).begin + 1;
  return is_authority(from(line, at)) ? at : office_behind(line);
}

bool name_follows(const std::vector<Line>& lines, std::size_t i) {
  std::size_t seen = 0;
  for (std::size_t k = i + 1; k < lines.size() && seen < 8; ++k) {
    if (is_skipped(lines[k])) continue;
    ++seen;
    if (is_person(lines[k].passage)) return true;
    if (seen < 4 && is_person_in_capitals(lines[k].passage)) return true;
  }
  return false;
}

/// "SỞ NỘI VỤ" above "GIÁM ĐỐC" and a name: who signs beside others, in a block of their own.
bool heads_signature(const std::vector<Line>& lines, std::size_t i) {
  const Passage& line = lines[i].passage;
  if (is_bullet(line.key) || is_numbered(line.text) || ends_sentence(line.key)) return false;
  if (count_words(line.text) < 2 || count_words(line.text) > kAuthorityWords) return false;
  if (capital_share(line.text) < kAllCapitals || is_recipients_heading(line)) return false;
  std::size_t next = i + 1;
  while (next < lines.size() && is_skipped(lines[next])) ++next;
  if (next >= lines.size() || lines[next].zone != Zone::kBody) return false;
  const Passage& below = lines[next].passage;
  return (is_position(below) || is_authority(below)) && name_follows(lines, next);
}

/// Reads the lines of the closing one after the other.
class Closing {
 public:
  /// Below a name another may sign: "GIÁM ĐỐC SỞ NỘI VỤ" of a plan of two departments.
  void sign_again() { is_signed_ = false; }
  [[nodiscard]] bool is_signed() const { return is_signed_; }

  /// The zone of the next line; kBody behind the end.
  Zone next(const Line& line) {
    const Zone zone = zone_of(line);
    if (zone == Zone::kAside || zone == Zone::kBody) return zone;
    if (zone == Zone::kRecipients) is_archived_ = is_archived_ || is_archive_item(line.passage);
    if (zone == Zone::kSignature) {
      is_signed_ = is_signed_ || is_name(line.passage);
      has_office_ = has_office_ || is_authority(line.passage) || names_office(line.passage);
    }
    state_ = zone;
    return zone;
  }

 private:
  [[nodiscard]] bool is_name(const Passage& text) const {
    return is_person(text) || (has_office_ && !is_position(text) && is_person_in_capitals(text));
  }

  [[nodiscard]] Zone zone_of(const Line& line) const {
    if (line.role == Role::kRecipients) return Zone::kRecipients;
    if (line.role == Role::kSignature) return Zone::kSignature;
    const Passage& text = line.passage;
    if (is_recipients_heading(text)) return Zone::kRecipients;
    if (!is_signed_ && (is_authority(text) || is_position(text))) return Zone::kSignature;
    if (is_bullet(text.key)) return text.text.size() < 3 ? Zone::kAside : Zone::kRecipients;
    if (text.text.size() < 3 || is_separator(text.key)) return Zone::kAside;
    if (!is_signed_ && is_name(text)) return Zone::kSignature;
    if (state_ == Zone::kSignature) return is_signed_ ? Zone::kBody : Zone::kSignature;
    // the list ends with what is kept in the archive: what follows without a dash is ô 7
    const bool is_item = is_archive_item(text) || ends_sentence(text.key);
    if (is_archived_ && !is_item && !is_signed_ && line.page == 0) return Zone::kSignature;
    return Zone::kRecipients;
  }

  Zone state_ = Zone::kRecipients;
  bool is_signed_ = false, is_archived_ = false, has_office_ = false;
};

}  // namespace

bool is_authority(const Passage& line) {
  static const Pattern kPattern(std::string("(?:") + kPrefix + R"()\s?\S.*)");
  static const Pattern kBare(
      R"((?:tm|kt|tl|tuq)\s+(?:ubnd|uy ban|hdnd|hoi dong|thuong truc|ban |dang uy|bch|btv|)"
      R"(chu tich|giam doc|tong giam doc|bo truong|truong phong|hieu truong|chanh van phong|)"
      R"(bi thu).*)");
  // "II. NỘI DUNG", of which the number was misread
  static const Pattern kHeading(
      R"(t[lm]\s?\.\s?(?:noi dung|muc (?:dich|tieu)|nhiem vu|giai phap|to chuc thuc hien|kinh phi|)"
      R"(thoi gian|chi tieu|yeu cau|trach nhiem)\b.*)");
  if (kHeading.fits(line.key)) return false;
  const bool is_short =
      count_words(line.text) <= kAuthorityWords && capital_share(line.text) > kCapitals;
  if (is_short && (kPattern.fits(line.key) || kBare.fits(line.key))) return true;
  const auto office = read_office(line);
  return office && !office->prefix.empty();
}

bool names_office(const Passage& line) {
  static const Pattern kPattern(
      R"([^a-z]*(?:q\. ?|quyen )?(?:pho |thu truong )?(?:tong )?(?:chu tich|giam doc|cuc truong|)"
      R"(chi cuc truong|vu truong|bo truong|thu tuong|thong doc|chanh van phong|chanh thanh tra|)"
      R"(truong (?:phong|ban|cong an|doan|khoa|tram|thon|kho|doi)|bi thu|hieu truong|hieu pho|)"
      R"(vien truong|chi huy truong|doi truong|to truong|tram truong|ke toan truong|chanh an|)"
      R"(chanh|thu truong|chu nhiem|tong thu (?:ky|ki)|tong bien tap|chinh uy|chu tri)\b.{0,60})");
  return count_words(line.text) <= kPositionWords && kPattern.fits(line.key);
}

bool is_position(const Passage& line) {
  if (capital_share(line.text) > kAllCapitals && names_office(line)) return true;
  const auto office = read_office(line);
  return office && office->prefix.empty();
}

bool is_person(const Passage& line) {
  static const Pattern kPattern(
      R"([ '"|.,*\\]{0,3}(?:(?:TS|ThS|Ths|BS|PGS|GS|KS|CN|DS|LS|NGƯT|NGND|BSCKII|BSCKI|BSCK2|)"
      R"(BSCK1|BS\.CK2|BS\.CK1|BS\.CKII|BS\.CKI)\.?\s?)*(?:(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|)"
      R"(tướng) )?(?:\p{Lu}\p{Ll}*(?:['’]\p{L}\p{Ll}*)?)(?:[\s.]\p{Lu}\p{Ll}*){1,4}[ '"|)"
      R"(.,;*\\]{0,3})");
  if (!kPattern.fits(line.text) || capital_share(line.text) >= kCapitals) return false;
  return !stands_for_signature(line.key) && !names_office(line);
}

bool is_person_in_capitals(const Passage& line) {
  static const Pattern kPattern(R"([a-z]+(?: [a-z]+){1,4})");
  return kPattern.fits(line.key) && capital_share(line.text) > kAllCapitals &&
         has_family_name(line);
}

bool is_recipients_heading(const Passage& line) {
  static const Pattern kPattern(
      R"([^a-z]{0,4}n.i (?:nh.{1,5}?\s?(?:[:.;*]|$|\s(?:tm|kt|tl|tuq|q)\s?\.)|g.i\s?:))");
  return kPattern.at_start(line.key).has_value();
}

bool is_archive_item(const Passage& line) {
  static const Pattern kPattern(R"([-+•*;,. ]*l[uv]u\b)");
  return kPattern.at_start(line.key).has_value();
}

bool opens_closing(const std::vector<Line>& lines, std::size_t i) {
  const Line& line = lines[i];
  if (line.zone != Zone::kBody) return false;
  if (is_recipients_heading(line.passage) || is_authority(line.passage)) return true;
  if (line.role == Role::kRecipients || line.role == Role::kSignature) {
    // two columns of names in the body look like a closing, but the list of recipients comes later
    return std::ranges::none_of(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(),
                                [&](const Line& later) {
                                  return later.page > line.page && later.zone == Zone::kBody &&
                                         is_recipients_heading(later.passage);
                                });
  }
  if (is_numbered(line.passage.text)) return false;
  if (!heads_signature(lines, i) && !(is_position(line.passage) && name_follows(lines, i)))
    return false;
  for (std::size_t k = i; k-- > 0;) {
    if (is_skipped(lines[k])) continue;
    return lines[k].zone == Zone::kTable ||
           (lines[k].zone == Zone::kBody && ends_sentence(lines[k].passage.key));
  }
  return false;
}

std::size_t mark_closing(std::vector<Line>& lines, std::size_t i) {
  Closing closing;
  const std::uint32_t page = lines[i].page;
  for (; i < lines.size(); ++i) {
    if (lines[i].zone == Zone::kTable) break;
    if (lines[i].zone != Zone::kBody) continue;
    if (read_appendix(lines[i].passage)) break;
    if (lines[i].page != page && lines[i].role == Role::kBody) break;
    if (const std::uint32_t at = right_column(lines[i]); at > 0) {
      cut_line(lines, i, at);
      lines[i + 1].role = Role::kSignature;
    }
    const bool is_head = heads_signature(lines, i),
               is_office = is_authority(lines[i].passage) || is_position(lines[i].passage);
    if (closing.is_signed() && (is_head || (is_office && name_follows(lines, i))))
      closing.sign_again();
    if (is_head && lines[i].role == Role::kBody) lines[i].role = Role::kSignature;
    const Zone zone = closing.next(lines[i]);
    if (zone == Zone::kBody) break;
    lines[i].zone = zone;
  }
  return i;
}

}  // namespace codau::document
