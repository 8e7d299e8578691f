// Laws of worker/late_changes.h on made-up changes.
#include "worker/late_changes.h"

#include <gtest/gtest.h>

#include "../support/seeded.h"
#include "core/changes.h"

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
    const std::vector<Change> ink = some_changes(text, kInkRule, "ocr_restore");
    const LateLog inked = join_changes(restored, ink, found);
    const std::string shown = codau::apply(flatten_log(inked), found);
    EXPECT_EQ(shown, codau::apply(ink, text));
    const std::vector<Change> people = some_changes(shown, kPersonSource, kPersonSource);
    const LateLog set = join_changes(inked, people, found);
    const std::string now = codau::apply(flatten_log(set), found);
    EXPECT_EQ(now, codau::apply(people, shown));
    EXPECT_EQ(codau::undo(flatten_log(set), now), found);
    const LateLog again = parse_late_log(to_text(set));
    EXPECT_EQ(to_text(again), to_text(set));
    EXPECT_EQ(to_text(remove_human_changes(again)), to_text(inked));
    EXPECT_EQ(to_text(remove_late_changes(again)), to_text(restored));
  }
}

}  // namespace
}  // namespace codau::worker
