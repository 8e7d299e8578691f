#include "document/division.h"

#include <algorithm>

#include "document/document_type.h"
#include "document/head.h"
#include "document/page_sequence.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

/// "(Ban hành kèm theo Quyết định số 12/QĐ-UBND …)", "Kèm theo Công văn số …".
bool names_promulgator(const Passage& line) {
  static const Pattern kPattern(
      R"((?:^[^a-z0-9]{0,3}|\( ?)(?:ban hanh |phe duyet |gui )?kem theo )"
      R"((?:quyet dinh|nghi quyet|cong van|to trinh|thong bao|chi thi|van ban)\b)");
  return kPattern.find(line.key).has_value();
}

bool is_blank(const Line& line) { return line.zone == Zone::kBlank || line.zone == Zone::kAside; }

/// Neither table nor closing: what a head may consist of.
bool is_free(const Line& line) {
  return line.zone == Zone::kBody || line.zone == Zone::kAppendixHead;
}

/// What a badly read list of recipients or signature may have swallowed too.
bool may_be_title(const Line& line) {
  return is_free(line) || line.zone == Zone::kRecipients || line.zone == Zone::kSignature;
}

/// A title in capitals with the name of its promulgator a few lines below it.
bool is_attached_title(const std::vector<Line>& lines, std::size_t i) {
  constexpr std::size_t kSubjectLines = 8;
  const Passage title = without_strays(lines[i].passage);
  if (!may_be_title(lines[i]) || capital_share(title.text) < kCapitals || read_appendix(title) ||
      !read_type(title))
    return false;
  for (std::size_t k = i + 1, seen = 0; k < lines.size() && seen < kSubjectLines; ++k) {
    if (is_blank(lines[k])) continue;
    if (!may_be_title(lines[k])) return false;
    if (names_promulgator(lines[k].passage)) return true;
    ++seen;
  }
  return false;
}

/// Organ and motto that are printed above the title again: lines in capitals, the motto, a rule.
std::size_t begin_of_head_above(const std::vector<Line>& lines, std::size_t title) {
  static const Pattern kMotto(R"(doc lap ?- ?tu do\b|cong h.{1,3} xa h)"), kRule(R"([^a-z0-9]+)");
  std::size_t begin = title;
  for (std::size_t i = title; i-- > 0 && lines[i].page == lines[title].page;) {
    if (is_blank(lines[i])) continue;
    const Passage& line = lines[i].passage;
    const bool is_head = is_free(lines[i]) && (capital_share(line.text) >= kCapitals ||
                                               kMotto.find(line.key) || kRule.fits(line.key));
    if (!is_head) break;
    begin = i;
  }
  return begin;
}

/// The title of what the first document promulgates stands behind its closing.
std::optional<std::size_t> attached_head(const std::vector<Line>& lines) {
  bool is_closed = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Zone zone = lines[i].zone;
    is_closed = is_closed || zone == Zone::kSignature || zone == Zone::kRecipients;
    if (is_closed && is_attached_title(lines, i)) return begin_of_head_above(lines, i);
  }
  return std::nullopt;
}

/// A head that begins its page has the page number above it too.
std::size_t from_page_start(const std::vector<Line>& lines, std::size_t begin) {
  std::size_t i = begin;
  const auto is_above = [&] { return i > 0 && lines[i - 1].page == lines[begin].page; };
  while (is_above() && is_blank(lines[i - 1])) --i;
  return is_above() ? begin : i;
}

}  // namespace

std::optional<FurtherHead> further_head(const std::vector<Line>& lines) {
  const auto attached = attached_head(lines);
  const auto own = second_head(lines);
  const bool is_attached = attached && (!own || *attached <= *own);
  const auto head = is_attached ? attached : own;
  if (!head) return std::nullopt;
  return FurtherHead{from_page_start(lines, *head), is_attached};
}

}  // namespace codau::document
