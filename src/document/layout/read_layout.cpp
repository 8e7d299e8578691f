#include "document/layout/read_layout.h"

#include <algorithm>
#include <cstdlib>

#include "core/box.h"
#include "core/percentile.h"
#include "document/layout/closing.h"
#include "document/layout/head_lines.h"
#include "document/layout/layout_cells.h"
#include "document/layout/page_sequence.h"
#include "document/layout/stray_lines.h"
#include "document/references/document_type.h"
#include "document/words/heading_words.h"
#include "document/words/numbering.h"
#include "document/words/pattern.h"
#include "text/text_document.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr std::size_t kMaxHeadSearchLines = 60;  // titles and letter heads: on the first page
constexpr std::size_t kLinesOfOrgan = 12;        // ô 2 above ô 1 and ô 3
constexpr std::size_t kSubjectLines = 7;         // longer subjects are body text
constexpr std::size_t kYearWords = 8;            // "trên địa bàn xã năm 2025"
constexpr std::size_t kGapBlanks = 4;            // blanks between two columns of plain text

/// Begins the preamble of the body (standards section 1, "Body order").
bool is_preamble(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kDayOrOrgan(R"(ngay \d{1,2}[/ ]|(?:so|phong) [a-z])");
  if (line.text.starts_with("Nhâm")) return false;  // a year of the lunar calendar, no "Nhằm"
  return begins_with_capital(line.text) &&
         (is_preamble_start(lexicon, line.key) || kDayOrOrgan.at_start(line.key));
}

bool begins_numbered_item(std::string_view key) {
  static const Pattern kPattern(
      R"([-+•]\s|[ivx]{1,4}(?:[.)/:]|\s?-)\s|\d{1,2}[.)/-]\s|[a-z][)/]\s|(phan|chuong|dieu|)"
      R"(muc)\s+([ivx]+|\d+|thu [a-z]+)\b)");
  return kPattern.at_start(key).has_value();
}

/// A comment of Markdown or HTML is transport, not content (standards 1.1).
bool is_comment(std::string_view text) {
  return text.starts_with("<!--") && text.find("-->") == text.size() - 3;
}

/// A lone number at the edge of a page of plain text.
bool is_page_number(const TextDocument& document, const TextLine& line, std::string_view key) {
  if (!parse_lone_number(key)) return false;
  const std::string_view text = document.text;
  const std::size_t after = text.find_first_not_of(" \n\r\t", line.text.end);
  const bool ends_page = after != std::string_view::npos && text[after] == '\f';
  const std::size_t before = text.substr(0, line.text.begin).find_last_not_of(" \n\r\t");
  const bool begins_page = before != std::string_view::npos && text[before] == '\f';
  return ends_page || begins_page;
}

/// Byte of the passage behind its last tab or run of four blanks; 0 when it has none.
std::uint32_t last_gap(std::string_view document, const Passage& passage) {
  for (std::size_t i = passage.text.size(); i-- > 1;) {
    if (passage.text[i] != ' ') continue;
    std::size_t at = passage.text_at[i + 1], blanks = 0;
    for (; at > 0 && (document[at - 1] == ' ' || document[at - 1] == '\t'); --at)
      blanks += document[at - 1] == '\t' ? kGapBlanks : 1;
    if (blanks >= kGapBlanks) return static_cast<std::uint32_t>(i) + 1;
  }
  return 0;
}

/// Two columns of ô 9b that were taken for a table: "Nơi nhận" above, "Lưu: VT" inside.
bool is_list_of_recipients(const std::vector<PrintedLine>& lines, IndexRange rows) {
  constexpr std::uint32_t kAbove = 5;
  const auto in = [&](std::uint32_t begin, std::uint32_t end, bool (*test)(const Passage&)) {
    return std::any_of(lines.begin() + begin, lines.begin() + end,
                       [test](const PrintedLine& line) { return test(line.passage); });
  };
  return in(rows.begin, rows.end, is_archive_item) &&
         in(rows.begin - std::min(rows.begin, kAbove), rows.begin, is_recipients_heading);
}

/// "**Mục đích**" is bold to its end, "**Mục đích:** Nâng cao …" is not.
void mark_bold(PrintedLine& line, std::string_view printed) {
  constexpr std::string_view kMark = "**";
  line.is_bold = printed.starts_with(kMark);
  line.is_page_title = printed.starts_with("# ");
  const std::size_t end = printed.find_last_not_of(" \t\r");
  const std::size_t close = line.is_bold ? printed.find(kMark, kMark.size()) : std::string::npos;
  line.is_bold_to_end = close != std::string::npos && close + kMark.size() == end + 1;
}

/// `last`: that of the line above.
const TextPage* page_of(const TextDocument& document, const TextLine& line, const TextPage* last) {
  if (line.page == 0 || (last != nullptr && last->number == line.page)) return last;
  const auto page = std::ranges::find(document.pages, line.page, &TextPage::number);
  return page == document.pages.end() ? nullptr : &*page;
}

/// True for the first line of a page, or of what a form feed begins in plain text.
bool begins_page(const TextDocument& document, std::uint32_t i) {
  const TextLine& line = document.lines[i];
  if (i == 0) return true;
  const TextLine& above = document.lines[i - 1];
  if (line.page > 0) return line.page != above.page;
  return slice(document.text, {above.text.end, line.text.begin}).find('\f') != std::string::npos;
}

std::vector<PrintedLine> all_lines(const TextDocument& document) {
  std::vector<PrintedLine> lines;
  lines.reserve(document.lines.size());
  const TextPage* page = nullptr;
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const TextLine& printed = document.lines[i];
    PrintedLine line;
    line.passage = read_passage(document.text, printed.text);
    line.bytes = printed.text;
    line.role = printed.role;
    line.page = printed.page;
    line.source = i;
    if (line.passage.empty()) line.zone = LineZone::kBlank;
    if (printed.role == Role::kPageNumber || printed.role == Role::kRunningHead ||
        printed.role == Role::kFurniture) {
      line.zone = LineZone::kAside;
    }
    if (is_page_number(document, printed, line.passage.key)) line.zone = LineZone::kAside;
    if (is_comment(line.passage.text)) line.zone = LineZone::kAside;
    line.begins_page = begins_page(document, i);
    if (printed.page == 0) line.gap = last_gap(document.text, line.passage);
    mark_bold(line, slice(document.text, printed.text));
    page = page_of(document, printed, page);
    if (page != nullptr) line.box = text::rotate_upright(printed.box, *page);
    lines.push_back(std::move(line));
  }
  for (std::uint32_t t = 0; t < document.tables.size(); ++t) {
    if (is_list_of_recipients(lines, document.tables[t].lines)) continue;
    for (std::uint32_t i = document.tables[t].lines.begin; i < document.tables[t].lines.end; ++i) {
      lines[i].zone = LineZone::kTable;
      lines[i].table = t;
    }
  }
  mark_stray_lines(lines);
  return lines;
}

/// The width that full lines have, in characters: nine tenths of the body's lines are no wider.
std::size_t full_width(const std::vector<PrintedLine>& lines) {
  std::vector<std::size_t> widths;
  for (const PrintedLine& line : lines) {
    if (line.zone == LineZone::kBody) widths.push_back(text::count_code_points(line.passage.text));
  }
  return percentile(std::move(widths), 90);
}

/// Standards 1.3: a line is wrapped where the next word had no room. Widths in characters do for
/// scans too: a printed page has one size of type.
void mark_early_ends(std::vector<PrintedLine>& lines) {
  const std::size_t full = full_width(lines);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Passage &here = lines[i].passage, &next = lines[i + 1].passage;
    if (here.empty() || next.empty() || !begins_with_capital(next.text)) continue;
    const std::string_view word = std::string_view(next.text).substr(0, next.text.find(' '));
    const std::size_t needed =
        text::count_code_points(here.text) + 1 + text::count_code_points(word);
    lines[i].ends_early = needed * 10 < full * 8;
  }
}

bool is_free(const PrintedLine& line) { return line.zone == LineZone::kBody; }

/// "ĐỀ ÁN 06" below "TỔ CÔNG TÁC TRIỂN KHAI": the name of a programme that ends ô 2, for ô 3 and a
/// title stand below it.
bool is_program_of_organ(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                         std::size_t i) {
  static const Pattern kProgram(R"((?:de an|du an|chuong trinh)\b.*)");
  if (!kProgram.is_full_match(lines[i].passage.key)) return false;
  bool is_in_head = false;
  for (std::size_t k = i + 1; k < lines.size() && k <= i + kLinesOfOrgan; ++k) {
    if (!is_free(lines[k])) continue;
    is_in_head = is_in_head || is_head_line(lines[k].passage.key);
    if (is_in_head && read_lone_type(lexicon, lines[k].passage)) return true;
  }
  return false;
}

/// Index of the title line, or of the end when there is none. What stands above the motto or the
/// number is the organ's ("CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA") where a title follows them.
std::size_t find_title(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                       std::size_t begin) {
  static const Pattern kNumbered(R"((?:[ivx]{1,4}|\d{1,2})[.)/-]\s)");
  std::size_t seen = 0, title = lines.size();
  bool has_head = false;
  for (std::size_t i = begin; i < lines.size() && seen < kMaxHeadSearchLines; ++i) {
    if (!is_free(lines[i])) continue;
    ++seen;
    const Passage& line = lines[i].passage;
    const bool is_head = is_head_line(line.key);
    has_head = has_head || is_head;
    if (has_head && is_program_of_organ(lexicon, lines, i)) continue;
    const bool is_title =
        !is_head && (read_title_type(lexicon, line) || (has_head && read_lone_type(lexicon, line)));
    if (is_title && has_head) return i;
    if (is_title && title == lines.size()) title = i;
    if (title < lines.size() && seen > kLinesOfOrgan) break;
    if (is_address_line(line.key)) break;
    if (lines[i].role == Role::kBody && kNumbered.at_start(line.key)) break;
  }
  return title;
}

/// Distance of the middles of two printed lines; 0 without boxes or on different pages.
std::int32_t pitch(const PrintedLine& above, const PrintedLine& below) {
  if (above.page == 0 || above.page != below.page) return 0;
  const auto middle = [](const PageBox& box) { return box.top + box.bottom; };
  return std::abs(middle(below.box) - middle(above.box)) / 2;
}

/// Reads ô 5a below the title line by line.
class Subject {
 public:
  Subject(const Lexicon& lexicon, const std::vector<PrintedLine>& lines, std::size_t title)
      : lexicon_(lexicon), lines_(lines), last_(title) {
    const auto type = read_title_type(lexicon, lines[title].passage);
    begins_in_title_ = type && !text_after_type(lexicon, lines[title].passage, type->name).empty();
    std::vector<std::size_t> rights;
    for (const PrintedLine& line : lines) {
      if (line.page > 0 && line.page == lines[title].page && line.box.right > 0)
        rights.push_back(static_cast<std::size_t>(line.box.right));
    }
    right_margin_ = static_cast<std::int32_t>(percentile(std::move(rights), 90));
  }

  [[nodiscard]] bool ends_at(std::size_t i) const {
    const Passage& line = lines_[i].passage;
    if (ends_span_of_years(line)) return false;
    if (is_separator_line(line.key) || begins_numbered_item(line.key) ||
        is_recipients_heading(line) || taken_ == kSubjectLines)
      return true;
    static const Pattern kBasis(R"(can cu |kinh gui)");
    if (kBasis.at_start(line.key) || begins_promulgation(line.key)) return true;
    if (taken_ == 0) return begins_in_title_ && (is_preamble(lexicon_, line) || is_entry(i));
    if (lines_[i].page != lines_[last_].page || is_apart(i)) return true;
    if (is_full(i) && !is_full(last_) && !is_open() && begins_with_capital(line.text)) return true;
    if (!is_open() && is_whole_sentence(line)) return true;
    if (is_organ(i) || is_open()) return false;
    return is_preamble(lexicon_, line) ||
           (!capitals_ && compute_capital_share(line.text) > kMinCapitalShare);
  }

  void take(std::size_t i) {
    if (taken_ == 0) capitals_ = compute_capital_share(lines_[i].passage.text) > kMinCapitalShare;
    const std::int32_t step = pitch(lines_[last_], lines_[i]);
    if (step > 0) pitch_ = pitch_ > 0 ? std::min(pitch_, step) : step;
    last_ = i;
    ++taken_;
  }

  /// Below a blank line a subject goes on with a small letter, in bold where it is in bold, or with
  /// a few words that hold the year it lacks: "của Sở" / "Nội vụ năm 2025".
  [[nodiscard]] bool goes_on_below_blank(std::size_t i) const {
    for (; i < lines_.size() && lines_[i].zone == LineZone::kBlank; ++i) {
    }
    if (i == lines_.size() || lines_[i].zone != LineZone::kBody) return false;
    const Passage& line = lines_[i].passage;
    const bool is_small =
        line.key.front() >= 'a' && line.key.front() <= 'z' && !begins_with_capital(line.text);
    const bool is_bold = lines_[i].is_bold && lines_[last_].is_bold;
    return (is_small || is_bold || ends_with_year(line)) && !begins_numbered_item(line.key) &&
           !is_preamble(lexicon_, line) &&
           (capitals_ || compute_capital_share(line.text) < kMinCapitalShare);
  }

  [[nodiscard]] bool empty() const { return taken_ == 0; }

 private:
  /// "Thứ 2: Chào cờ" below a blank line.
  [[nodiscard]] bool is_entry(std::size_t i) const {
    static const Pattern kEntry("[^:]{1,24}: ");
    return lines_[i - 1].zone == LineZone::kBlank && kEntry.at_start(lines_[i].passage.key);
  }

  [[nodiscard]] bool ends_with_year(const Passage& line) const {
    static const Pattern kYear(R"(\bnam (?:hoc )?(?:19|20)\d\d)"),
        kEnd(R"(.*\bnam (?:hoc )?(?:19|20)\d\d(?: ?- ?20\d\d)?[^a-z0-9]*)");
    return count_words(line.text) <= kYearWords && kEnd.is_full_match(line.key) &&
           !kYear.find(lines_[last_].passage.key);
  }

  /// "Trường thông báo mức thu như sau.": the body, though no blank line stands above it.
  static bool is_whole_sentence(const Passage& line) {
    return begins_with_capital(line.text) && line.text.ends_with('.') &&
           compute_capital_share(line.text) < kMinCapitalShare;
  }

  /// True for a line of a page that reaches the right margin: ô 5a is centred, the body is not.
  [[nodiscard]] bool is_full(std::size_t i) const {
    const PageBox& box = lines_[i].box;
    return lines_[i].page > 0 && right_margin_ > 0 && box.right + height_of(box) > right_margin_;
  }

  /// A rule and white space part ô 5a from the body: half as far again as its lines are.
  [[nodiscard]] bool is_apart(std::size_t i) const {
    const std::int32_t step = pitch(lines_[last_], lines_[i]);
    return pitch_ > height_of(lines_[last_].box) / 2 && step * 2 > pitch_ * 3;
  }

  /// "… giai đoạn 2021" / "- 2025".
  [[nodiscard]] bool ends_span_of_years(const Passage& line) const {
    static const Pattern kOpen(R"((?:19|20)\d\d$)"), kRest(R"([-–]\s?(?:19|20)\d\d\b.{0,20})");
    return taken_ > 0 && kOpen.find(lines_[last_].passage.key) && kRest.is_full_match(line.key);
  }

  /// "… cải cách hành chính của" is not whole: what follows goes on, whatever it begins with.
  [[nodiscard]] bool is_open() const {
    return is_continued_below(lexicon_, lines_[last_].passage, ContinuationKind::kTitle);
  }

  /// "Sở Thông tin và Truyền thông" as the last title line (12.9).
  [[nodiscard]] bool is_organ(std::size_t i) const {
    const Passage& line = lines_[i].passage;
    return begins_with_capital(line.text) && line.key.starts_with("so ") && i + 1 < lines_.size() &&
           lines_[i + 1].zone == LineZone::kBlank;
  }

  const Lexicon& lexicon_;
  const std::vector<PrintedLine>& lines_;
  std::size_t last_;
  std::size_t taken_ = 0;
  std::int32_t pitch_ = 0;  ///< the closest two lines since the title
  bool capitals_ = false;
  bool begins_in_title_ = false;   ///< "KẾ HOẠCH TRỒNG RỪNG"
  std::int32_t right_margin_ = 0;  ///< of the page; 0 if it is not known
};

/// "(Dự thảo)" below the name of the type.
bool is_draft_mark(const Passage& line) {
  static const Pattern kPattern(R"(\(?\s*du thao[^a-z]*)");
  return kPattern.is_full_match(line.key);
}

/// "… năm 2023 (Ban hành kèm theo Quyết định …": the bracket begins a line of its own.
void cut_promulgator(std::vector<PrintedLine>& lines, std::size_t i) {
  const auto bracket = find_promulgation(lines[i].passage.key);
  if (bracket && bracket->begin > 0)
    split_printed_line(lines, i, lines[i].passage.in_text(*bracket).begin);
}

/// Marks the lines below the title.
std::size_t mark_subject(const Lexicon& lexicon, std::vector<PrintedLine>& lines,
                         std::size_t title) {
  Subject subject(lexicon, lines, title);
  std::size_t i = title + 1;
  for (; i < lines.size(); ++i) {
    if (lines[i].zone == LineZone::kBlank) {
      if (!subject.empty() && !subject.goes_on_below_blank(i)) break;
      continue;
    }
    if (lines[i].zone == LineZone::kAside) continue;
    if (!is_free(lines[i])) break;
    if (subject.empty() && is_separator_line(lines[i].passage.key)) {
      lines[i].zone = LineZone::kHead;
      continue;
    }
    if (is_number_line(lines[i].passage.key)) {  // of a contract, below its title
      lines[i].zone = LineZone::kHead;
      continue;
    }
    if (is_draft_mark(lines[i].passage)) {
      lines[i].zone = LineZone::kTitle;
      continue;
    }
    if (subject.ends_at(i)) break;
    cut_promulgator(lines, i);
    subject.take(i);
    lines[i].zone = LineZone::kSubject;
  }
  return i;
}

/// "… XÃ HỘI CHỦ NGHĨA" / "VIỆT NAM HỘI LHPN …", "… XÃ HỘI CHỦ" / "NGHĨA VIỆT NAM": the last words
/// of the country's name at the head of the line below line i. Returns 1 where that line was cut.
std::size_t cut_wrapped_motto(std::vector<PrintedLine>& lines, std::size_t i) {
  static const Pattern kOpen(R"(\bchu((?: nghia)?(?: viet)?)$)"),
      kRest(R"(((?:nghia )?(?:viet )?nam)\b\s?)");
  const auto open = kOpen.find(lines[i].passage.key);
  const auto rest = open ? kRest.at_start(lines[i + 1].passage.key) : std::nullopt;
  if (!rest) return 0;
  const std::string behind = std::string(open->of(lines[i].passage.key, 1)) + ' ' +
                             std::string(rest->of(lines[i + 1].passage.key, 1));
  if (behind != " nghia viet nam") return 0;
  const std::size_t before = lines.size();
  split_printed_line(lines, i + 1, lines[i + 1].passage.in_text(rest->whole()).end);
  lines[i + 1].role = Role::kHeaderRight;
  return lines.size() - before;
}

/// "TỈNH ĐOÀN LAI CHÂU | ĐOÀN TNCS HỒ CHÍ MINH": papers of the Youth Union have its name in ô 1;
/// behind "thuộc" or "và" it goes on with ô 2.
std::optional<ByteRange> find_union_beside(const Passage& line) {
  static const Pattern kUnion(
      R"(\bdoan\b.*\S\s+(doan (?:tncs|thanh nien cong san) ho chi minh)[^a-z]*$)");
  if (compute_capital_share(line.text) < kMinAllCapitalShare) return std::nullopt;
  static const Pattern kOpen(R"(\b(?:thuoc|va|cua)\s+$)");
  const auto found = kUnion.find(line.key);
  if (!found || kOpen.find(line.key.substr(0, found->groups[1]->begin))) return std::nullopt;
  return found->groups[1];
}

/// Ô 2 and ô 1 read as one line (12.2): "TỈNH HƯNG YÊN Độc lập - Tự do …". Returns how many of the
/// lines before `end` were cut.
std::size_t cut_mottos(std::vector<PrintedLine>& lines, std::size_t end) {
  std::size_t cuts = 0;
  for (std::size_t i = 0; i < end + cuts; ++i) {
    if (lines[i].zone != LineZone::kHead) continue;
    auto motto = find_name_or_motto(lines[i].passage.key);
    if (!motto) motto = find_union_beside(lines[i].passage);
    if (!motto || motto->begin == 0) continue;
    const std::size_t before = lines.size();
    split_printed_line(lines, i, lines[i].passage.in_text(*motto).begin);
    if (lines.size() == before) continue;
    lines[++i].role = Role::kHeaderRight;
    ++cuts;
    if (i + 1 < end + cuts) cuts += cut_wrapped_motto(lines, i);
  }
  return cuts;
}

/// Ô 2 and ô 4 read as one line: "BAN DÂN VẬN Kon Tum, ngày 19 tháng 02 năm 2020". Returns how many
/// of the lines before `end` were cut.
std::size_t cut_places(std::vector<PrintedLine>& lines, std::size_t end) {
  static const Pattern kPlace(R"(((?:\p{Lu}{2,}\s){2,})\p{Lu}\p{Ll}[^,]{0,40},\s*ng\S{1,4}\b)");
  std::size_t cuts = 0;
  for (std::size_t i = 0; i < end + cuts; ++i) {
    if (lines[i].zone != LineZone::kHead) continue;
    const auto match = kPlace.at_start(lines[i].passage.text);
    if (!match) continue;
    const std::size_t before = lines.size();
    split_printed_line(lines, i, match->groups[1]->end);
    if (lines.size() == before) continue;
    lines[++i].role = Role::kHeaderRight;
    ++cuts;
  }
  return cuts;
}

/// Where ô 1 to 4 end of a text without title: behind the last of motto, number and date at its
/// beginning; 0 unless there is a number and one of the others.
std::size_t end_of_head(const std::vector<PrintedLine>& lines) {
  std::size_t end = 0, seen = 0;
  bool is_numbered = false, has_other = false;
  for (std::size_t i = 0; i < lines.size() && seen < kLinesOfOrgan; ++i) {
    if (!is_free(lines[i])) continue;
    ++seen;
    if (begins_numbered_item(lines[i].passage.key)) break;
    if (!is_head_line(lines[i].passage.key)) continue;
    (is_number_line(lines[i].passage.key) ? is_numbered : has_other) = true;
    end = i + 1;
  }
  return is_numbered && has_other ? end : 0;
}

/// True when above line `end`, an address, a motto stands with a number or a date: a head of which
/// the rest was lost.
bool has_head_above(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                    std::size_t end) {
  bool has_name = false, has_other = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_free(lines[i])) continue;
    const std::string& key = lines[i].passage.key;
    const bool is_name = find_name_or_motto(key).has_value();
    has_name = has_name || is_name;
    has_other =
        has_other || (!is_name && (is_head_line(key) || is_damaged_head_line(lexicon, key)));
  }
  return has_name && has_other;
}

/// "HỎA TỐC" below the subject of a công văn.
bool is_urgency(std::string_view key) {
  static const Pattern kPattern(R"((?:thuong )?khan|hoa toc(?: hen gio)?)");
  return kPattern.is_full_match(key);
}

/// "Về hỗ trợ phổ biến thông tin …" below the number of a letter that has no "V/v", or a "V/v" that
/// was misread; `end`: its address. The number of all lines without such a line.
std::size_t find_plain_about(const std::vector<PrintedLine>& lines, std::size_t end) {
  bool is_numbered = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_free(lines[i])) continue;
    const std::string& text = lines[i].passage.text;
    if (is_numbered && (text.starts_with("Về ") || find_torn_about_end(text) > 0)) return i;
    is_numbered = is_numbered || is_number_line(lines[i].passage.key);
  }
  return lines.size();
}

/// The head of a công văn: from "V/v" to the date or "Kính gửi", else to its number and date.
/// Returns where the body begins.
std::size_t mark_letter(const Lexicon& lexicon, std::vector<PrintedLine>& lines) {
  std::size_t begin = lines.size(), end = 0, seen = 0;
  for (std::size_t i = 0; i < lines.size() && seen < kMaxHeadSearchLines; ++i) {
    if (!is_free(lines[i])) continue;
    ++seen;
    if (begin == lines.size() && begins_with_about(lines[i].passage.key)) begin = i;
    if (is_address_line(lines[i].passage.key)) {
      end = i;
      break;
    }
  }
  if (begin == lines.size()) begin = find_plain_about(lines, end);
  if (begin == lines.size() && end_of_head(lines) == 0 && !has_head_above(lexicon, lines, end))
    return 0;
  if (begin == lines.size() && end == 0) end = end_of_head(lines);
  if (end == 0) end = std::max(begin + 1, end_of_head(lines));
  bool in_subject = false;
  const auto is_capitals = [&](std::size_t i) {
    return compute_capital_share(lines[i].passage.text) >= kMinAllCapitalShare;
  };
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_free(lines[i])) continue;
    const std::string& key = lines[i].passage.key;
    if (i == begin) in_subject = true;
    // "V/v hỗ trợ nhà ở" above "BỘ XÂY DỰNG": a web page's title above the head
    const bool is_organ =
        i > begin && is_capitals(i) && !is_capitals(begin) && count_words(key) > 1;
    if (i > begin && (is_head_line(key) || is_separator_line(key) || is_urgency(key) || is_organ ||
                      lines[i].role == Role::kHeaderRight))
      in_subject = false;
    lines[i].zone = in_subject ? LineZone::kSubject : LineZone::kHead;
  }
  end += cut_mottos(lines, end);
  return end + cut_places(lines, end);
}

/// The title of a web page: "# Kế hoạch tuyển sinh năm 2025", or such a line above all others.
std::size_t find_page_title(const Lexicon& lexicon, const std::vector<PrintedLine>& lines) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i + 1 < lines.size() && seen < kMaxHeadSearchLines; ++i) {
    if (lines[i].page > 0) break;
    if (!is_free(lines[i])) continue;
    const bool is_first = ++seen == 1 && lines[i + 1].zone == LineZone::kBlank;
    if ((is_first || lines[i].is_page_title) && read_headline_type(lexicon, lines[i].passage))
      return i;
  }
  return lines.size();
}

/// Marks ô 1 to 5; returns where the body begins. `begins_here`: no cover stands before them.
std::size_t mark_head(const Lexicon& lexicon, std::vector<PrintedLine>& lines, bool begins_here) {
  const std::size_t begin = begins_here ? 0 : find_head_start(lexicon, lines);
  const std::size_t title = find_title(lexicon, lines, begin);
  if (title == lines.size()) {
    const std::size_t body = mark_letter(lexicon, lines);
    const std::size_t headline = body > 0 ? lines.size() : find_page_title(lexicon, lines);
    if (headline == lines.size()) return body;
    lines[headline].zone = LineZone::kTitle;
    return headline + 1;
  }
  lines[title].zone = LineZone::kTitle;
  for (std::size_t i = begin; i < title; ++i) {
    if (is_free(lines[i])) lines[i].zone = LineZone::kHead;
  }
  const std::size_t body = mark_subject(lexicon, lines, title);
  std::size_t cuts = cut_mottos(lines, title);
  cuts += cut_places(lines, title + cuts);
  return begin > 0 ? 0 : body + cuts;
}

/// Marks "Hà Nội, ngày 27 tháng 7 năm 2020" below "Kính gửi" or the title as ô 4, if no line of the
/// head has a date. It is read after the lines left of it.
void mark_late_date(std::vector<PrintedLine>& lines, std::size_t body) {
  constexpr std::size_t kReach = 15;
  const auto is_date = [](const PrintedLine& line) {
    return is_date_line(line.passage) && line.passage.key.find(',') != std::string::npos;
  };
  const std::size_t end = std::min(lines.size(), body + kReach);
  for (std::size_t i = 0; i < body; ++i) {
    if (lines[i].zone == LineZone::kHead && is_date(lines[i])) return;
  }
  for (std::size_t i = body; i < end; ++i) {
    if (!is_free(lines[i]) || !is_date(lines[i])) continue;
    lines[i].zone = LineZone::kHead;
    return;
  }
}

/// The last line of the title below appendix line i: through "(Kèm theo …)", else the capitals.
std::size_t end_of_appendix_title(const std::vector<PrintedLine>& lines, std::size_t i) {
  std::size_t capitals = i, seen = 0;
  bool all_capitals = true;
  for (std::size_t k = i + 1; k < lines.size() && seen < 8; ++k) {
    if (is_blank_line(lines[k])) continue;
    const Passage& text = lines[k].passage;
    if (!is_free(lines[k]) || begins_numbered_item(text.key) || read_appendix_label(text)) break;
    ++seen;
    if (begins_promulgation(text.key)) {
      std::size_t last = k;
      while (text.key.front() == '(' && last < k + 3 && last + 1 < lines.size() &&
             is_free(lines[last + 1]) && lines[last].passage.key.find(')') == std::string::npos) {
        ++last;
      }
      return last;
    }
    all_capitals = all_capitals && compute_capital_share(text.text) > kMinCapitalShare;
    if (all_capitals) capitals = k;
  }
  return capitals;
}

/// "ĐƠN VỊ: ……    Phụ lục I": the label stands right of what a form has to be filled with.
bool ends_with_appendix(const Passage& line) {
  static const Pattern kPattern(
      R"((?:[\p{Lu}\s.…_]+:?[\s.…_]*)(?:Phụ lục|PHỤ LỤC)(?: số)?\s*:?\s*(?:\d{1,2}|[IVX]{1,4}))");
  return kPattern.is_full_match(line.text);
}

/// "Phụ lục 1", "Biểu số 01", or a title in capitals: at the head of a page above "(Kèm theo …)",
/// or right behind the closing above a table.
bool opens_appendix(const std::vector<PrintedLine>& lines, std::size_t i) {
  if (read_appendix_label(lines[i].passage)) return true;
  const bool is_labelled = ends_with_appendix(lines[i].passage);
  if (!is_labelled && compute_capital_share(lines[i].passage.text) < kMinCapitalShare) return false;
  std::size_t above = i;
  while (above > 0 && is_blank_line(lines[above - 1])) --above;
  const bool heads_page = above == 0 || lines[above - 1].page != lines[i].page ||
                          lines[above - 1].zone == LineZone::kSignature ||
                          lines[above - 1].zone == LineZone::kRecipients;
  if (heads_page && is_labelled) return true;
  const std::size_t last = end_of_appendix_title(lines, i);
  if (heads_page && last > i && lines[last].passage.key.starts_with("(")) return true;
  const bool follows_closing = above > 0 && (lines[above - 1].zone == LineZone::kSignature ||
                                             lines[above - 1].zone == LineZone::kRecipients);
  std::size_t below = last + 1, others = 0;  // "(Kèm theo …)" misread, "Đơn vị tính: …"
  while (below < lines.size() &&
         (lines[below].zone == LineZone::kBlank || (is_free(lines[below]) && ++others <= 2)))
    ++below;
  return follows_closing && below < lines.size() && lines[below].zone == LineZone::kTable;
}

void mark_appendix(std::vector<PrintedLine>& lines, std::size_t i) {
  const std::size_t last = end_of_appendix_title(lines, i);
  for (std::size_t k = i; k <= last; ++k) {
    if (is_free(lines[k])) lines[k].zone = LineZone::kAppendixHead;
  }
}

}  // namespace

std::vector<PrintedLine> read_layout(const Lexicon& lexicon, const TextDocument& document,
                                     std::uint32_t first) {
  std::vector<PrintedLine> lines = all_lines(document);
  lines.erase(lines.begin(), lines.begin() + first);
  restore_layout_lines(lexicon, document, lines);
  std::size_t i = mark_head(lexicon, lines, first > 0);
  mark_late_date(lines, i);
  mark_early_ends(lines);
  bool closed = false;
  const std::size_t end =
      find_second_head(lexicon, lines).value_or(lines.size());  // its closing is not ours
  while (i < end) {
    if (!closed && is_closing_start(lexicon, lines, i)) {
      i = mark_closing(lexicon, lines, i);
      closed = true;
      continue;
    }
    if (is_free(lines[i]) && opens_appendix(lines, i)) mark_appendix(lines, i);
    ++i;
  }
  return lines;
}

}  // namespace codau::document
