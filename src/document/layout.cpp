#include "document/layout.h"

#include <algorithm>
#include <array>

#include "document/offices.h"
#include "document/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

struct TypeKey {
  DocumentType type;
  std::string_view key;
};

/// NĐ 30/2020 Phụ lục III, longer names first where one begins another.
constexpr std::array<TypeKey, 31> kTypes = {{
    {{"KH", "Kế hoạch"}, "ke hoach"},
    {{"QĐ", "Quyết định"}, "quyet dinh"},
    {{"NQ", "Nghị quyết"}, "nghi quyet"},
    {{"NĐ", "Nghị định"}, "nghi dinh"},
    {{"CT", "Chỉ thị"}, "chi thi"},
    {{"TTLT", "Thông tư liên tịch"}, "thong tu lien tich"},
    {{"TT", "Thông tư"}, "thong tu"},
    {{"QC", "Quy chế"}, "quy che"},
    {{"QyĐ", "Quy định"}, "quy dinh"},
    {{"TC", "Thông cáo"}, "thong cao"},
    {{"TB", "Thông báo"}, "thong bao"},
    {{"HD", "Hướng dẫn"}, "huong dan"},
    {{"CTr", "Chương trình"}, "chuong trinh"},
    {{"PA", "Phương án"}, "phuong an"},
    {{"ĐA", "Đề án"}, "de an"},
    {{"DA", "Dự án"}, "du an"},
    {{"BC", "Báo cáo"}, "bao cao"},
    {{"BB", "Biên bản"}, "bien ban"},
    {{"TTr", "Tờ trình"}, "to trinh"},
    {{"HĐ", "Hợp đồng"}, "hop dong"},
    {{"CĐ", "Công điện"}, "cong dien"},
    {{"BGN", "Bản ghi nhớ"}, "ban ghi nho"},
    {{"BTT", "Bản thỏa thuận"}, "ban thoa thuan"},
    {{"GUQ", "Giấy ủy quyền"}, "giay uy quyen"},
    {{"GM", "Giấy mời"}, "giay moi"},
    {{"GGT", "Giấy giới thiệu"}, "giay gioi thieu"},
    {{"GNP", "Giấy nghỉ phép"}, "giay nghi phep"},
    {{"PG", "Phiếu gửi"}, "phieu gui"},
    {{"PC", "Phiếu chuyển"}, "phieu chuyen"},
    {{"PB", "Phiếu báo"}, "phieu bao"},
    {{"KL", "Kết luận"}, "ket luan"},
}};

constexpr std::size_t kHeadLines = 60;    // a title stands on the first page
constexpr std::size_t kSubjectLines = 7;  // longer subjects are body text
constexpr double kCapitals = 0.7;         // of the letters of a line printed in capitals

bool is_separator(std::string_view key) {
  static const Pattern kPattern(R"([-_=*.~ o'",:;|]+)");
  return kPattern.fits(key);
}

bool is_motto(std::string_view key) {
  static const Pattern kPattern(
      R"(cong h.{1,3} xa h.{1,3} ch.{1,3} ngh|d.c .ap ?- ?tu do|dang cong san viet nam)");
  return kPattern.find(key).has_value();
}

/// Begins the preamble of the body (standards section 1, "Body order").
bool is_preamble(const Passage& line) {
  static const Pattern kPattern(
      R"((can cu|thuc hien|nham |de |trien khai|theo |tren co so|xet |tiep tuc|thi hanh|ngay \d{1,2}[/ ]|ubnd |uy ban nhan dan |so [a-z]|phong [a-z]|kinh gui))");
  if (!begins_with_capital(line.text) || !kPattern.at_start(line.key)) return false;
  return !line.text.starts_with("Nhâm");  // a year of the lunar calendar
}

bool begins_item(std::string_view key) {
  static const Pattern kPattern(
      R"([-+•]\s|[ivx]{1,4}[.)]\s|\d{1,2}[.)]\s|[a-z]\)\s|(phan|chuong|dieu|muc)\s+([ivx]+|\d+|thu [a-z]+)\b)");
  return kPattern.at_start(key).has_value();
}

bool ends_sentence(std::string_view key) {
  return !key.empty() && std::string_view(".;:!?").find(key.back()) != std::string_view::npos;
}

/// A lone number at the edge of a page of plain text.
bool is_page_number(const TextDocument& document, const TextLine& line, std::string_view key) {
  static const Pattern kNumber(R"(-?\s?\d{1,3}\s?-?)");
  if (!kNumber.fits(key)) return false;
  const std::string_view text = document.text;
  const std::size_t after = text.find_first_not_of(" \n\r\t", line.text.end);
  const bool ends_page = after != std::string_view::npos && text[after] == '\f';
  const std::size_t before = text.substr(0, line.text.begin).find_last_not_of(" \n\r\t");
  const bool begins_page = before != std::string_view::npos && text[before] == '\f';
  return ends_page || begins_page;
}

std::vector<Line> all_lines(const TextDocument& document) {
  std::vector<Line> lines;
  lines.reserve(document.lines.size());
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const TextLine& printed = document.lines[i];
    Line line;
    line.passage = read_passage(document.text, printed.text);
    line.bytes = printed.text;
    line.role = printed.role;
    line.page = printed.page;
    line.source = i;
    if (line.passage.empty()) line.zone = Zone::kBlank;
    if (printed.role == Role::kPageNumber || printed.role == Role::kRunningHead ||
        printed.role == Role::kFurniture) {
      line.zone = Zone::kAside;
    }
    if (is_page_number(document, printed, line.passage.key)) line.zone = Zone::kAside;
    lines.push_back(std::move(line));
  }
  for (std::uint32_t t = 0; t < document.tables.size(); ++t) {
    for (std::uint32_t i = document.tables[t].lines.begin; i < document.tables[t].lines.end; ++i) {
      lines[i].zone = Zone::kTable;
      lines[i].table = t;
    }
  }
  return lines;
}

/// The width that full lines have, in characters: nine tenths of the body's lines are no wider.
std::size_t full_width(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    if (line.zone == Zone::kBody) widths.push_back(text::code_points(line.passage.text));
  }
  if (widths.empty()) return 0;
  const auto place = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
  std::ranges::nth_element(widths, place);
  return *place;
}

/// Standards 1.3: a line is wrapped where the next word had no room. Widths in characters do for
/// scans too: a printed page has one size of type.
void mark_early_ends(std::vector<Line>& lines) {
  const std::size_t full = full_width(lines);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Passage &here = lines[i].passage, &next = lines[i + 1].passage;
    if (here.empty() || next.empty() || !begins_with_capital(next.text)) continue;
    const std::string_view word = std::string_view(next.text).substr(0, next.text.find(' '));
    const std::size_t needed = text::code_points(here.text) + 1 + text::code_points(word);
    lines[i].ends_early = needed * 10 < full * 8;
  }
}

bool is_free(const Line& line) { return line.zone == Zone::kBody; }

/// Cuts line i in two before byte `at` of its clean text.
void cut(std::vector<Line>& lines, std::size_t i, std::uint32_t at) {
  Line right = lines[i];
  const Passage whole = lines[i].passage;
  right.passage = from(whole, at);
  if (right.passage.empty() || at == 0) return;
  lines[i].passage = part(whole, {0, at});
  right.bytes.begin = right.passage.text_at.front();
  lines[i].bytes.end = right.bytes.begin;
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(right));
}

/// Index of the title line, or of the end when there is none.
std::size_t find_title(const std::vector<Line>& lines) {
  static const Pattern kNumbered(R"((?:[ivx]{1,4}|\d{1,2})[.)]\s)");
  std::size_t seen = 0;
  for (std::size_t i = 0; i < lines.size() && seen < kHeadLines; ++i) {
    if (!is_free(lines[i])) continue;
    ++seen;
    if (read_type(lines[i].passage)) return i;
    if (lines[i].role == Role::kBody && kNumbered.at_start(lines[i].passage.key)) break;
  }
  return lines.size();
}

bool ends_subject(const std::vector<Line>& lines, std::size_t i, std::size_t taken, bool capitals) {
  const Passage& line = lines[i].passage;
  if (is_separator(line.key) || begins_item(line.key) || taken == kSubjectLines) return true;
  static const Pattern kBasis(R"((can cu |kinh gui))");
  if (kBasis.at_start(line.key)) return true;
  if (taken == 0) return false;
  if (lines[i].page != lines[i - 1].page) return true;
  return is_preamble(line) || (!capitals && capital_share(line.text) > kCapitals);
}

/// Marks the lines below the title; a blank line ends them once one was taken.
std::size_t mark_subject(std::vector<Line>& lines, std::size_t title) {
  std::size_t taken = 0, i = title + 1;
  bool capitals = false;
  for (; i < lines.size(); ++i) {
    if (lines[i].zone == Zone::kBlank) {
      if (taken > 0) break;
      continue;
    }
    if (lines[i].zone == Zone::kAside) continue;
    if (!is_free(lines[i])) break;
    if (taken == 0 && is_separator(lines[i].passage.key)) {
      lines[i].zone = Zone::kHead;
      continue;
    }
    const bool is_organ = taken > 0 && begins_with_capital(lines[i].passage.text) &&
                          lines[i].passage.key.starts_with("so ") && i + 1 < lines.size() &&
                          lines[i + 1].zone == Zone::kBlank;
    if (!is_organ && ends_subject(lines, i, taken, capitals)) break;
    if (taken == 0) capitals = capital_share(lines[i].passage.text) > kCapitals;
    lines[i].zone = Zone::kSubject;
    ++taken;
  }
  return i;
}

/// The head of a công văn: from "V/v" to the date or "Kính gửi". Returns where the body begins.
std::size_t mark_letter(std::vector<Line>& lines) {
  static const Pattern kAbout(R"(v\s?/\s?v\b)"), kTo(R"(kinh g.i\b)"),
      kHead(R"(so\s*[:.]?\s*\d*\s*/|.*,\s*ngay\b.*\bthang\b)");
  std::size_t begin = lines.size(), end = 0, seen = 0;
  for (std::size_t i = 0; i < lines.size() && seen < kHeadLines; ++i) {
    if (!is_free(lines[i])) continue;
    ++seen;
    if (begin == lines.size() && kAbout.at_start(lines[i].passage.key)) begin = i;
    if (kTo.at_start(lines[i].passage.key)) {
      end = i;
      break;
    }
  }
  if (begin == lines.size()) return 0;
  if (end == 0) end = begin + 1;
  bool in_subject = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_free(lines[i])) continue;
    const std::string& key = lines[i].passage.key;
    if (i == begin) in_subject = true;
    if (i > begin && (kHead.at_start(key) || is_motto(key) || is_separator(key) ||
                      lines[i].role == Role::kHeaderRight))
      in_subject = false;
    lines[i].zone = in_subject ? Zone::kSubject : Zone::kHead;
  }
  return end;
}

/// Marks ô 1 to 5; returns where the body begins.
std::size_t mark_head(std::vector<Line>& lines) {
  const std::size_t title = find_title(lines);
  if (title == lines.size()) return mark_letter(lines);
  lines[title].zone = Zone::kTitle;
  for (std::size_t i = 0; i < title; ++i) {
    if (is_free(lines[i])) lines[i].zone = Zone::kHead;
  }
  const std::size_t body = mark_subject(lines, title);
  static const Pattern kMotto(R"(cong h.{1,3} xa h.{1,3} ch|d.c .ap ?- ?tu do)");
  for (std::size_t i = 0; i < title; ++i) {
    const auto match =
        lines[i].zone == Zone::kHead ? kMotto.find(lines[i].passage.key) : std::nullopt;
    if (match && match->whole().begin > 0) {
      cut(lines, i, lines[i].passage.in_text(match->whole()).begin);
      return body + 1;
    }
  }
  return body;
}

/// Where ô 7 begins in a line that also holds an item of ô 9b; 0 when it does not.
std::uint32_t right_column(const Line& whole) {
  const Passage& line = whole.passage;
  if (whole.role == Role::kSignature) return 0;
  static const Pattern kPattern(R"(\s(tm|kt|tl|tuq|q)\s?\.\s?[a-z])");
  const auto match = kPattern.find(line.key);
  if (!match || match->whole().begin == 0) return office_behind(line);
  const std::uint32_t at = line.in_text(match->whole()).begin + 1;
  return is_authority(from(line, at)) ? at : office_behind(line);
}

bool name_follows(const std::vector<Line>& lines, std::size_t i) {
  std::size_t seen = 0;
  for (std::size_t k = i + 1; k < lines.size() && seen < 8; ++k) {
    if (lines[k].zone == Zone::kBlank || lines[k].zone == Zone::kAside) continue;
    ++seen;
    if (is_person(lines[k].passage)) return true;
  }
  return false;
}

/// True where the closing of the document begins.
bool opens_closing(const std::vector<Line>& lines, std::size_t i) {
  const Line& line = lines[i];
  if (!is_free(line)) return false;
  if (is_recipients_heading(line.passage) || is_authority(line.passage)) return true;
  if (line.role == Role::kRecipients || line.role == Role::kSignature) {
    // two columns of names in the body look like a closing, but the list of recipients comes later
    return std::ranges::none_of(
        lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(), [&](const Line& later) {
          return later.page > line.page && is_free(later) && is_recipients_heading(later.passage);
        });
  }
  if (!is_position(line.passage) || !name_follows(lines, i)) return false;
  for (std::size_t k = i; k-- > 0;) {
    if (lines[k].zone == Zone::kBlank || lines[k].zone == Zone::kAside) continue;
    return lines[k].zone == Zone::kTable ||
           (lines[k].zone == Zone::kBody && ends_sentence(lines[k].passage.key));
  }
  return false;
}

bool is_bullet(std::string_view key) {
  static const Pattern kPattern(R"([-+•~]\s?\S)");
  return kPattern.at_start(key).has_value();
}

/// The zone of one line of the closing that began in `state`.
Zone closing_zone(const Line& line, Zone state, bool signed_already) {
  if (line.role == Role::kRecipients) return Zone::kRecipients;
  if (line.role == Role::kSignature) return Zone::kSignature;
  const Passage& text = line.passage;
  if (is_recipients_heading(text)) return Zone::kRecipients;
  if (!signed_already && (is_authority(text) || is_position(text))) return Zone::kSignature;
  if (is_bullet(text.key)) return text.text.size() < 3 ? Zone::kAside : Zone::kRecipients;
  if (text.text.size() < 3 || is_separator(text.key)) return Zone::kAside;
  if (!signed_already && is_person(text)) return Zone::kSignature;
  if (state == Zone::kSignature) return signed_already ? Zone::kBody : Zone::kSignature;
  return Zone::kRecipients;
}

/// Marks ô 9b and ô 7 from line `i`; returns the first line behind them.
std::size_t mark_closing(std::vector<Line>& lines, std::size_t i) {
  Zone state = Zone::kRecipients;
  bool is_signed = false;
  const std::uint32_t page = lines[i].page;
  for (; i < lines.size(); ++i) {
    if (lines[i].zone == Zone::kTable) break;
    if (!is_free(lines[i])) continue;
    if (read_appendix(lines[i].passage)) break;
    if (lines[i].page != page && lines[i].role == Role::kBody) break;
    if (const std::uint32_t at = right_column(lines[i]); at > 0) {
      cut(lines, i, at);
      lines[i + 1].role = Role::kSignature;
    }
    const Zone zone = closing_zone(lines[i], state, is_signed);
    if (zone == Zone::kBody) break;
    lines[i].zone = zone;
    if (zone == Zone::kAside) continue;
    is_signed = is_signed || (zone == Zone::kSignature && is_person(lines[i].passage));
    state = zone;
  }
  return i;
}

/// The last line of the title below appendix line i: through "(Kèm theo …)", else the capitals.
std::size_t end_of_appendix_title(const std::vector<Line>& lines, std::size_t i) {
  static const Pattern kAttached(R"(\(?\s*(ban hanh )?kem theo)");
  std::size_t capitals = i, seen = 0;
  bool all_capitals = true;
  for (std::size_t k = i + 1; k < lines.size() && seen < 8; ++k) {
    if (lines[k].zone == Zone::kBlank || lines[k].zone == Zone::kAside) continue;
    const Passage& text = lines[k].passage;
    if (!is_free(lines[k]) || begins_item(text.key)) break;
    ++seen;
    if (kAttached.at_start(text.key)) {
      std::size_t last = k;
      while (text.key.front() == '(' && last < k + 3 && last + 1 < lines.size() &&
             is_free(lines[last + 1]) && lines[last].passage.key.find(')') == std::string::npos) {
        ++last;
      }
      return last;
    }
    all_capitals = all_capitals && capital_share(text.text) > kCapitals;
    if (all_capitals) capitals = k;
  }
  return capitals;
}

/// "Phụ lục 1", or a title in capitals at the head of a page above "(Kèm theo …)".
bool opens_appendix(const std::vector<Line>& lines, std::size_t i) {
  if (read_appendix(lines[i].passage)) return true;
  if (capital_share(lines[i].passage.text) < kCapitals) return false;
  std::size_t above = i;
  while (above > 0 &&
         (lines[above - 1].zone == Zone::kBlank || lines[above - 1].zone == Zone::kAside))
    --above;
  const bool heads_page = above == 0 || lines[above - 1].page != lines[i].page ||
                          lines[above - 1].zone == Zone::kSignature ||
                          lines[above - 1].zone == Zone::kRecipients;
  const std::size_t last = end_of_appendix_title(lines, i);
  return heads_page && last > i && lines[last].passage.key.starts_with("(");
}

void mark_appendix(std::vector<Line>& lines, std::size_t i) {
  const std::size_t last = end_of_appendix_title(lines, i);
  for (std::size_t k = i; k <= last; ++k) {
    if (is_free(lines[k])) lines[k].zone = Zone::kAppendixHead;
  }
}

}  // namespace

std::optional<DocumentType> read_type(const Passage& line) {
  static const Pattern kNoise(R"([^a-z]*(?:[a-z]\s)?)");
  const auto before = kNoise.at_start(line.key);
  const Passage title = from(line, line.in_text(before->whole()).end);
  for (const TypeKey& entry : kTypes) {
    if (!title.key.starts_with(entry.key)) continue;
    const auto size = static_cast<std::uint32_t>(entry.key.size());
    const bool ends_there = title.key.size() == size ||
                            std::string_view(" :.").find(title.key[size]) != std::string_view::npos;
    const std::string_view printed = slice(title.text, title.in_text({0, size}));
    if (ends_there && capital_share(printed) >= kCapitals) return entry.type;
  }
  if (capital_share(title.text) < kCapitals) return std::nullopt;
  for (const TypeKey& entry : kTypes) {
    if (resembles(title.key, entry.key)) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> type_of_code(std::string_view code) {
  for (const TypeKey& entry : kTypes) {
    if (entry.type.code == code) return entry.type;
  }
  return std::nullopt;
}

bool is_authority(const Passage& line) {
  static const Pattern kPattern(R"((tm|kt|tl|tuq|q)\s?[.,]\s?(\S.*))");
  const auto match = kPattern.at_start(line.key);
  if (match && count_words(line.text) <= 14 && capital_share(line.text) > kCapitals) return true;
  const auto office = read_office(line);
  return office && !office->prefix.empty();
}

bool is_position(const Passage& line) {
  static const Pattern kPattern(
      R"([^a-z]*(q\. ?|quyen )?(pho |thu truong )?(tong )?(chu tich|giam doc|cuc truong|chi cuc truong|vu truong|bo truong|thu tuong|thong doc|chanh van phong|chanh thanh tra|truong (phong|ban|cong an|doan)|bi thu|hieu truong|vien truong|chi huy truong|doi truong|tram truong|chanh an|chanh|thu truong)\b.{0,60})");
  if (count_words(line.text) <= 12 && capital_share(line.text) > 0.9 && kPattern.fits(line.key))
    return true;
  const auto office = read_office(line);
  return office && office->prefix.empty();
}

bool is_person(const Passage& line) {
  static const Pattern kPattern(
      R"([ '"|.,*\\]{0,3}(?:(?:TS|ThS|BS|PGS|GS|KS|CN|BSCKII|BSCKI|BS\.CK2|BS\.CK1)\.?\s?)*(?:\p{Lu}\p{Ll}*)(?:\s\p{Lu}\p{Ll}*){1,4}[ '"|.,;*\\]{0,3})");
  return kPattern.fits(line.text) && capital_share(line.text) < kCapitals;
}

bool is_recipients_heading(const Passage& line) {
  static const Pattern kPattern(R"(n.i nh.{1,5}?\s?(?:[:.;*]|$|\s(?:tm|kt|tl|tuq|q)\s?\.))");
  return kPattern.at_start(line.key).has_value();
}

std::optional<std::string> read_appendix(const Passage& line) {
  static const Pattern kPattern(
      R"(phu luc\s*(?:so)?\s*[:.]?\s*(\d{1,2}|[ivx]{1,4}|[a-h])?\s*[.:]?(\s.+)?)");
  const auto match = kPattern.at_start(line.key);
  if (!match || match->whole().size() != line.key.size()) return std::nullopt;
  if (match->has(2) && capital_share(line.text) < kCapitals) return std::nullopt;
  return std::string(match->of(line.key, 1));
}

std::vector<Line> read_layout(const TextDocument& document) {
  std::vector<Line> lines = all_lines(document);
  std::size_t i = mark_head(lines);
  mark_early_ends(lines);
  bool closed = false;
  while (i < lines.size()) {
    if (!closed && opens_closing(lines, i)) {
      i = mark_closing(lines, i);
      closed = true;
      continue;
    }
    if (is_free(lines[i]) && opens_appendix(lines, i)) mark_appendix(lines, i);
    ++i;
  }
  return lines;
}

}  // namespace codau::document
