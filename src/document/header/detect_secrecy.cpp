#include "document/header/detect_secrecy.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/changes.h"
#include "document/words/add_reason.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

using text::SecrecyMark;

bool may_bear_mark(const PrintedLine& line) {
  const bool is_head = line.zone == LineZone::kHead || line.zone == LineZone::kTitle ||
                       line.zone == LineZone::kSubject;
  return line.zone != LineZone::kBlank && line.zone != LineZone::kTable &&
         (is_head || compute_capital_share(line.passage.text) >= kMinCapitalShare);
}

/// A mark beside other words of a further page is a mention.
SecrecyMark of_page(const std::vector<std::string_view>& lines, bool is_first) {
  const SecrecyMark mark = text::detect_secrecy_in_lines(lines);
  return is_first || mark > SecrecyMark::kSuspected ? mark : SecrecyMark::kNone;
}

/// As read: restoration may make another word of "MÂT".
SecrecyMark of_lines_as_read(const RestoredDocument& input) {
  const TextDocument& after = input.after;
  std::vector<std::string_view> lines;
  std::vector<bool> in_table(after.lines.size());
  for (const TextTable& table : after.tables) {
    for (std::uint32_t i = table.lines.begin; i < table.lines.end; ++i) in_table[i] = true;
  }
  for (std::size_t i = 0; i < after.lines.size() && lines.size() < kMaxMarkLines; ++i) {
    const TextLine& line = after.lines[i];
    if (line.page != after.lines.front().page) break;
    const std::string_view words = slice(input.before.text, to_input(input.changes, line.text));
    if (!in_table[i] && compute_capital_share(words) >= kMinCapitalShare) lines.push_back(words);
  }
  return text::detect_secrecy_in_lines(lines);
}

}  // namespace

SecrecyMark detect_secrecy(const std::vector<PrintedLine>& lines) {
  SecrecyMark found = SecrecyMark::kNone;
  std::vector<std::string_view> head;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool begins = i == 0 || lines[i].page != lines[i - 1].page;
    if (begins && i > 0) {
      found = std::max(found, of_page(head, lines[i - 1].page == lines.front().page));
      head.clear();
      seen = 0;
    }
    if (lines[i].zone == LineZone::kBlank || ++seen > kMaxMarkLines) continue;
    if (may_bear_mark(lines[i])) head.emplace_back(lines[i].passage.text);
  }
  return lines.empty() ? found
                       : std::max(found, of_page(head, lines.back().page == lines.front().page));
}

SecrecyMark detect_secrecy(const RestoredDocument& input) {
  SecrecyMark found = of_lines_as_read(input);
  for (const TextPage& page : input.before.pages) {
    found = std::max(found, text::secrecy_of_warnings(page.warnings));
    found = std::max(found, text::detect_secrecy_in_lines(text::split(page.furniture, '\n')));
  }
  return found;
}

void raise_secrecy(SecrecyMark mark, Header& header, std::vector<std::string>& flags) {
  if (mark == SecrecyMark::kMat) header.secrecy = std::max(header.secrecy, Secrecy::kMat);
  if (mark == SecrecyMark::kToiMat) header.secrecy = std::max(header.secrecy, Secrecy::kToiMat);
  if (mark == SecrecyMark::kTuyetMat) header.secrecy = Secrecy::kTuyetMat;
  if (header.secrecy != Secrecy::kNone) {
    std::erase(flags, "SECRET_SUSPECTED");
    add_reason(flags, "SECRET");
  } else if (mark == SecrecyMark::kSuspected) {
    add_reason(flags, "SECRET_SUSPECTED");
  }
}

}  // namespace codau::document
