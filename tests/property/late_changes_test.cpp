// Laws of worker/late_changes.h and worker/line_corrections.h on made-up changes and lines.
#include "worker/late_changes.h"

#include <gtest/gtest.h>

#include "../support/seeded.h"
#include "core/changes.h"
#include "text/text_document.h"
#include "worker/line_corrections.h"

namespace codau::worker {
namespace {

class LateChangeLaws : public testing::Seeded {
 protected:
  /// Ascending changes of a text that never overlap.
  std::vector<Change> some_changes(const std::string& text, const char* rule, const char* source) {
    std::vector<Change> out;
    std::uint32_t at = 0, written = 0;
    while (at < text.size()) {
      const auto begin = static_cast<std::uint32_t>(at + below(6));
      const auto end = static_cast<std::uint32_t>(begin + below(4));
      if (end > text.size()) break;
      Change one;
      one.in = {begin, end};
      one.before = text.substr(begin, end - begin);
      one.after = std::string(below(4), static_cast<char>('A' + below(26)));
      written += begin - at;
      one.out = {written, written + static_cast<std::uint32_t>(one.after.size())};
      written = one.out.end;
      one.rule = rule;
      one.source = source;
      at = end;
      if (!one.before.empty() || !one.after.empty()) out.push_back(one);
      if (end == begin) {
        at = end + 1;
        ++written;
      }
    }
    return out;
  }
};

TEST_F(LateChangeLaws, LaterChangesComeAndGoWhateverTheyCover) {
  for (int round = 0; round < 300; ++round) {
    std::string found;
    for (std::size_t i = below(40); i-- > 0;) found += static_cast<char>('a' + below(26));
    const LateLog restored = make_late_log(some_changes(found, "stripped", "ocr_restore"));
    const std::string text = codau::apply(flatten_log(restored), found);
    const std::vector<Change> lines =
        some_changes(text, record::make_line_rule({3, 5}).c_str(), kPersonSource);
    const LateLog lined = join_changes(restored, lines, found);
    const std::string corrected = codau::apply(flatten_log(lined), found);
    const std::vector<Change> ink = some_changes(corrected, kInkRule, "ocr_restore");
    const LateLog inked = join_changes(lined, ink, found);
    const std::string shown = codau::apply(flatten_log(inked), found);
    EXPECT_EQ(shown, codau::apply(ink, corrected));
    const std::vector<Change> people = some_changes(shown, kPersonSource, kPersonSource);
    const LateLog set = join_changes(inked, people, found);
    const std::string now = codau::apply(flatten_log(set), found);
    EXPECT_EQ(now, codau::apply(people, shown));
    EXPECT_EQ(codau::undo(flatten_log(set), now), found);
    const LateLog again = parse_late_log(to_text(set));
    EXPECT_EQ(to_text(again), to_text(set));
    EXPECT_EQ(to_text(remove_values(again)), to_text(inked));
    EXPECT_EQ(to_text(keep_line_changes(again)), to_text(lined));
    EXPECT_EQ(to_text(remove_late_changes(again)), to_text(restored));
  }
}

TEST_F(LateChangeLaws, ALineBecomesAnotherAndKeepsItsNumbers) {
  const auto some_line = [&] {
    std::string out;
    for (std::size_t i = below(9); i-- > 0;)
      out += std::string(below(3) == 0 ? "  " : " ").substr(below(2)) +
             std::string(1 + below(2), static_cast<char>('a' + below(3)));
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::string before = some_line(), after = some_line();
    const std::vector<Change> changes = compute_line_changes(before, after);
    EXPECT_EQ(codau::apply(changes, before), after);
    for (const Change& one : changes) {
      EXPECT_TRUE(one.before.find_first_not_of(' ') != std::string::npos || before.empty() ||
                  before.find_first_not_of(' ') == std::string::npos)
          << '[' << before << "] [" << after << ']';
    }
    const RestoredDocument document =
        text::apply_restoration(text::parse_plain_text("x\n" + before + "\ny z\n"),
                                {"x\n" + before + "\ny z\n", {}, {}, {}});
    const std::vector<record::LineCorrection> lines{{{0, 2}, before, after, "Lan", "2026"}};
    const LineCorrections found = correct_lines(document.after, lines);
    ASSERT_EQ(found.made.size(), 1U);
    const std::vector<record::LineCorrection> stale{{{0, 2}, before + 'x', after, "Lan", "2026"}};
    EXPECT_TRUE(correct_lines(document.after, stale).made.empty());
    const RestoredDocument now = apply_line_changes(document, found.changes);
    EXPECT_EQ(now.after.text, "x\n" + after + "\ny z\n");
    EXPECT_EQ(codau::undo(now.changes, now.after.text), document.before.text);
    ASSERT_EQ(now.after.lines.size(), document.after.lines.size());
    EXPECT_EQ(now.after.words.size(), document.after.words.size());
    const auto whole = static_cast<std::uint32_t>(now.after.text.size());
    EXPECT_EQ(find_same_lines(document.after.text, now.after.text, {2, whole}).begin, 2U);
    const auto last = static_cast<std::uint32_t>(now.after.text.find("y z"));
    EXPECT_EQ(find_same_lines(document.after.text, now.after.text, {last, whole}).begin,
              document.after.text.find("y z"));
  }
}

}  // namespace
}  // namespace codau::worker
