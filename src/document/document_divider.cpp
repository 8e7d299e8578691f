#include "document/document_divider.h"

#include <algorithm>
#include <string_view>

#include "document/header/header_input.h"
#include "document/layout/head_lines.h"
#include "document/layout/page_sequence.h"
#include "document/layout/read_layout.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// The number of "(Ban hành kèm theo Quyết định số 12/QĐ-UBND …)", "Kèm theo Công văn số …", empty
/// where none is printed, if it begins on a line, of which this is the key; `below`: the key of the
/// next one, on which it may go on. Where its type cannot be read, the letters of the number tell
/// that a document is meant.
std::optional<std::string> promulgator_of(const std::string& line, const std::string& below) {
  static const Pattern kPattern(
      R"((?:^[^a-z0-9]{0,3}|\( ?)(?:ban hanh |phe duyet |gui )?kem theo )"
      R"((?:(?:quyet dinh|nghi quyet|cong van|to trinh|thong bao|chi thi|van ban)\b)"
      R"((?: so ?:? ?(\d+[a-z]?)\b)?|(?:\S+ ){1,3}so ?:? ?(\d+[a-z]?)/(?:qd|nq|ttr|tb|ct)-))");
  const std::string both = line + ' ' + below;
  const auto match = kPattern.find(both);
  if (!match || match->whole().begin >= line.size()) return std::nullopt;
  return std::string(match->of(both, match->has(2) ? 2 : 1));
}

/// Neither head nor table; a badly read list of recipients or signature may have swallowed a title.
bool may_be_title(const PrintedLine& line) {
  return line.zone == LineZone::kBody || line.zone == LineZone::kAppendixHead ||
         line.zone == LineZone::kRecipients || line.zone == LineZone::kSignature;
}

/// "Phụ lục I", "Mẫu số 01", alone or above a title.
bool is_label(const Passage& line) {
  return read_appendix_label(line) || is_attachment_label(line.key);
}

/// The same of a title in capitals that names its promulgator a few lines below it; nothing for
/// other lines, and for what is an appendix or a form by its label.
std::optional<std::string> promulgator_below(const Lexicon& lexicon,
                                             const std::vector<PrintedLine>& lines,
                                             std::size_t title) {
  constexpr std::size_t kSubjectLines = 8;
  const Passage words = strip_edge_noise(lines[title].passage);
  if (!may_be_title(lines[title]) || compute_capital_share(words.text) < kMinCapitalShare ||
      is_label(words) || !read_title_type(lexicon, words))
    return std::nullopt;
  std::vector<std::string> keys;
  for (std::size_t k = title + 1; k < lines.size() && keys.size() <= kSubjectLines; ++k) {
    if (is_blank_line(lines[k])) continue;
    if (!may_be_title(lines[k])) break;
    keys.push_back(lines[k].passage.key);
  }
  keys.emplace_back();
  for (std::size_t k = 0; k + 1 < keys.size() && k < kSubjectLines; ++k) {
    if (auto found = promulgator_of(keys[k], keys[k + 1])) return found;
  }
  return std::nullopt;
}

bool has_label_above(const std::vector<PrintedLine>& lines, std::size_t begin, std::size_t title) {
  std::size_t above = begin;
  while (above > 0 && is_blank_line(lines[above - 1])) --above;
  if (above > 0 && is_label(lines[above - 1].passage)) return true;
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                     lines.begin() + static_cast<std::ptrdiff_t>(title),
                     [](const PrintedLine& line) { return is_label(line.passage); });
}

/// "Số: 07/KH-UBND" above a title: what it encloses has a number of its own.
bool has_number_above(const std::vector<PrintedLine>& lines, std::size_t begin, std::size_t title) {
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                     lines.begin() + static_cast<std::ptrdiff_t>(title),
                     [](const PrintedLine& line) { return has_number(line.passage.key); });
}

/// What the first document promulgates stands behind its closing.
std::optional<SubDocumentHead> attached_head(const Lexicon& lexicon,
                                             const std::vector<PrintedLine>& lines) {
  bool is_closed = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineZone zone = lines[i].zone;
    is_closed = is_closed || zone == LineZone::kSignature || zone == LineZone::kRecipients;
    const auto promulgator = is_closed ? promulgator_below(lexicon, lines, i) : std::nullopt;
    if (!promulgator) continue;
    const std::size_t begin = find_head_start_at(lines, i);
    if (has_label_above(lines, begin, i)) continue;
    return SubDocumentHead{begin, 0, !has_number_above(lines, begin, i), *promulgator};
  }
  return std::nullopt;
}

/// A head that begins its page has the page number above it too.
std::size_t from_page_start(const std::vector<PrintedLine>& lines, std::size_t begin) {
  std::size_t i = begin;
  const auto is_above = [&] { return i > 0 && lines[i - 1].page == lines[begin].page; };
  while (is_above() && is_blank_line(lines[i - 1])) --i;
  return is_above() ? begin : i;
}

}  // namespace

std::optional<SubDocumentHead> find_sub_document_head(const Lexicon& lexicon,
                                                      const std::vector<PrintedLine>& lines) {
  std::optional<SubDocumentHead> head = attached_head(lexicon, lines);
  const auto own = find_second_head(lexicon, lines);
  if (own && (!head || *own < head->line)) head = SubDocumentHead{*own, 0, false, {}};
  if (!head) return std::nullopt;
  head->line = from_page_start(lines, head->line);
  head->source = lines[head->line].source;
  return head;
}

DocumentDivider::DocumentDivider(const Lexicon& lexicon, const TextDocument& text,
                                 std::span<const std::uint32_t> first_pages)
    : lexicon_(lexicon), text_(text) {
  if (first_pages.empty() || text.pages.empty()) return;
  if (first_pages.back() > text.pages.back().number) return;  // no division of this file
  given_.emplace();
  std::uint32_t before = 0;  // the page of the border before
  for (const std::uint32_t page : first_pages) {
    const auto line =
        std::ranges::find_if(text.lines, [&](const TextLine& one) { return one.page >= page; });
    const auto first = static_cast<std::uint32_t>(line - text.lines.begin());
    const bool is_new = first > (given_->empty() ? 0 : given_->back().line);
    if (line != text.lines.end() && (is_new || page == before))
      given_->push_back({line->page, first});
    before = page;
  }
}

SubDocumentLines DocumentDivider::next_document(std::uint32_t first, bool is_last) {
  return given_ ? divide_as_given(first, is_last) : divide_as_read(first, is_last);
}

/// A head that is read on the page where the next one is to begin is known for what it is; where
/// another begins on that page, there is no more than a head to tell where.
SubDocumentLines DocumentDivider::divide_as_given(std::uint32_t first, bool is_last) {
  for (; !is_last && at_ < given_->size(); ++at_) {
    const Border& next = (*given_)[at_];
    const bool is_here = next.line <= first;
    if (is_here && next.page != text_.lines[first].page) continue;
    SubDocumentLines read = divide_as_read(first, false);
    const bool is_read = read.next && text_.lines[read.next->source].page == next.page;
    if (!is_read && is_here) continue;
    ++at_;
    if (is_read) return read;
    SubDocumentLines out{lay_out(first, next.line)};
    out.next = SubDocumentHead{out.lines.size(), next.line, false, {}};
    return out;
  }
  return divide_as_read(first, true);
}

/// By windows that grow. Source: a text of 1 MiB with 62 heads took 3.5 s where all of the rest was
/// laid out for each, 0.7 s so, and as much with one head.
SubDocumentLines DocumentDivider::divide_as_read(std::uint32_t first, bool is_last) {
  constexpr std::uint32_t kWindow = 512, kGrowth = 4;
  constexpr std::size_t kBelowHead = 100;  // more than any rule looks ahead
  const auto all = static_cast<std::uint32_t>(text_.lines.size());
  for (std::uint32_t window = kWindow; !is_last && window < all - first; window *= kGrowth) {
    SubDocumentLines out{lay_out(first, first + window)};
    out.next = find_sub_document_head(lexicon_, out.lines);
    if (!out.next || out.next->line + kBelowHead > out.lines.size()) continue;
    out.lines.erase(out.lines.begin() + static_cast<std::ptrdiff_t>(out.next->line),
                    out.lines.end());
    return out;
  }
  if (first == 0) std::string().swap(part_.text);  // the rest is the text: not twice in memory
  SubDocumentLines out{lay_out(first, all)};
  if (!is_last) out.next = find_sub_document_head(lexicon_, out.lines);
  if (out.next)
    out.lines.erase(out.lines.begin() + static_cast<std::ptrdiff_t>(out.next->line),
                    out.lines.end());
  return out;
}

/// The line above says that another document ends there.
std::vector<PrintedLine> DocumentDivider::lay_out(std::uint32_t first, std::uint32_t last) {
  if (first == 0 && last == text_.lines.size()) return read_layout(lexicon_, text_);
  if (part_.text.empty()) {
    part_.text = text_.text;
    part_.pages = text_.pages;
  }
  const std::uint32_t above = first > 0 ? 1 : 0, begin = first - above;
  part_.lines.assign(text_.lines.begin() + begin, text_.lines.begin() + last);
  part_.tables.clear();
  std::vector<std::uint32_t> tables;  // what each is in the text
  for (std::uint32_t t = 0; t < text_.tables.size(); ++t) {
    TextTable table = text_.tables[t];
    table.lines.begin = std::max(table.lines.begin, begin) - begin;
    table.lines.end = std::min(table.lines.end, last) - begin;
    if (text_.tables[t].lines.end <= begin || text_.tables[t].lines.begin >= last) continue;
    part_.tables.push_back(table);
    tables.push_back(t);
  }
  std::vector<PrintedLine> lines = read_layout(lexicon_, part_, above);
  for (PrintedLine& line : lines) {
    line.source += begin;
    if (line.table) line.table = tables[*line.table];
  }
  return lines;
}

}  // namespace codau::document
