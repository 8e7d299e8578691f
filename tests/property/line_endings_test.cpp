// The same words whatever the frame: line ends, byte order mark, composed letters or not, bytes
// that are no text, and how a stream is cut.
#include "restore/text/line_endings.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "core/changes.h"
#include "generator.h"
#include "restore/api/change_log.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"
#include "text/normalise.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
enum class Ends : std::uint8_t { kFeed, kBoth, kReturn, kMixed };

/// `text`, whose lines end in LF, with other line ends; `generate` mixes them.
std::string with_ends(std::string_view text, Ends ends, testing::Generator generate) {
  constexpr std::array<std::string_view, 3> kEnds{"\n", "\r\n", "\r"};
  std::string out;
  bool after_return = false;
  for (const char c : text) {
    if (c != '\n') {
      out += c;
      after_return = false;
      continue;
    }
    std::size_t end = ends == Ends::kMixed ? generate.below(3) : static_cast<std::size_t>(ends);
    if (end == 0 && after_return) end = 1;  // CR and then LF would be one
    out += kEnds.at(end);
    after_return = end == 2;
  }
  return out;
}

std::string to_nfd(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto size = static_cast<std::int32_t>(utf8.size());
  std::string out;
  return icu::Normalizer2::getNFDInstance(status)
      ->normalize(icu::UnicodeString::fromUTF8({utf8.data(), size}), status)
      .toUTF8String(out);
}

struct Whole {
  std::string text;
  std::vector<std::string> log;
};

/// All of `input` through a stream that `next_size` cuts.
template <class NextSize>
Whole streamed(const Restorer& restorer, std::string_view input, const RestoreOptions& options,
               const NextSize& next_size) {
  Whole out;
  restore_stream(
      restorer, options,
      [&](char* buffer, std::size_t most) {
        const std::size_t got = input.copy(buffer, std::min(most, next_size()));
        input.remove_prefix(got);
        return got;
      },
      [&](std::string_view, const Restoration& window, std::uint64_t in, std::uint64_t to) {
        out.text += window.text;
        for (const Change& change : window.changes) out.log.push_back(to_jsonl(change, in, to));
      });
  return out;
}
Whole streamed(const Restorer& restorer, std::string_view input,
               const RestoreOptions& options = {}) {
  return streamed(restorer, input, options, [] { return std::size_t{1} << 18U; });
}

/// The ill-formed bytes of `text`, in order.
std::string bytes_that_are_no_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (text::next_code_point(text, at) == text::kIllFormed) out += text[begin];
  }
  return out;
}

class LineEndingsLaws : public testing::Laws {
 protected:
  LineEndingsLaws() : toy_(load()) {}
  Restorer load() {
    testing::write_toy_models(folder_.path());
    return Restorer(folder_.path().c_str(), folder_.path().c_str());
  }
  /// Lines that end in LF, form feeds, tabs, marks of lists, titles, words of the toy model.
  std::string passage() {
    static const std::vector<std::string> kBetween{
        "\n", "\n", "\n\n", "\n\f", "\f", "\f\n", "\t", "\n\t", " \n", "\t\n", "\v", " ", "\n \n"};
    static const std::vector<std::string> kHeads{
        "", "a) ", "¢) ", "1. ", "d) ", "Điều 1. ", "I1. ", "~ b) ", "đ. ", "II.", "Mục l: ", "- "};
    std::string out;
    for (std::size_t n = 1 + generate.below(6); n > 0; --n) {
      const std::string& known =
          testing::toy_sentences()[generate.below(testing::toy_sentences().size())];
      std::string line = generate.one_of(std::span<const std::string>(kHeads));
      line += generate.chance(30) ? generate.line(4) : known;
      if (generate.chance(40)) line = text::strip_diacritics(line);
      std::erase(line, '\r');
      out += line + generate.one_of(std::span<const std::string>(kBetween));
    }
    return out;
  }
  /// Pieces of real text of all kinds: plans as typed, stripped and mangled.
  static const std::vector<std::string>& corpus() {
    static const std::vector<std::string> kTexts = [] {
      std::vector<std::filesystem::path> files;
      const std::filesystem::path root = CODAU_ROOT;
      for (const auto& entry : std::filesystem::directory_iterator(root / "tests/accuracy/plans")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
      }
      std::sort(files.begin(), files.end());
      std::vector<std::string> out;
      for (std::size_t i = 0; i < files.size(); i += 9) {
        std::ifstream file(files[i], std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        std::erase(text, '\r');
        text.resize(std::min<std::size_t>(text.size(), text.find('\n', 3000)));
        out.push_back(out.size() % 3 == 1 ? text::strip_diacritics(text) : text);
      }
      return out;
    }();
    return kTexts;
  }
  static const Restorer& real() {
    static const Restorer kReal((std::string(CODAU_ROOT) + "/models").c_str(),
                                (std::string(CODAU_ROOT) + "/data").c_str());
    return kReal;
  }

  /// Calls `check(restorer, text, options)` with random mixtures and pieces of real text.
  template <class Check>
  void on_all(const Check& check) {
    constexpr std::array<RestoreMode, 4> kModes{RestoreMode::kAuto, RestoreMode::kStripped,
                                                RestoreMode::kDamaged, RestoreMode::kClean};
    for (int round = 0; round < testing::kRounds; ++round) {
      const RestoreOptions options{
          generate.chance(50) ? RestoreMode::kAuto : kModes.at(generate.below(4)),
          generate.chance(50) ? 0 : 0.25};
      check(toy_, passage(), options);
    }
    ASSERT_GT(corpus().size(), 5U);
    for (const std::string& text : corpus()) check(real(), text, {});
  }

  testing::TempFolder folder_;
  Restorer toy_;
};

// restore/api/restorer.h, restore/text/line_endings.h
TEST_F(LineEndingsLaws, LineEndsChangeNoWord) {
  on_all([&](const Restorer& restorer, const std::string& text, const RestoreOptions& options) {
    const Whole plain = streamed(restorer, text, options);
    for (const Ends ends : {Ends::kBoth, Ends::kReturn, Ends::kMixed}) {
      const std::string other = with_ends(text, ends, generate);
      const Restoration restored = restorer.restore(other, options);
      EXPECT_EQ(restored.text, with_ends(plain.text, ends, generate)) << text;
      const Whole whole = streamed(restorer, other, options);
      EXPECT_EQ(whole.text, restored.text);
      EXPECT_EQ(whole.log.size(), plain.log.size());
      for (const Change& change : restored.changes) {
        EXPECT_EQ(slice(other, change.in), change.before);
        EXPECT_EQ(slice(restored.text, change.out), change.after);
      }
    }
  });
}

TEST_F(LineEndingsLaws, EvidenceFollowsItsWords) {  // restore/text/line_endings.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = passage();
    const std::string other = with_ends(text, Ends::kMixed, generate);
    const LineEndings line_endings(other);
    EXPECT_EQ(line_endings.text(), text);
    Restoration same;
    same.text = text;
    EXPECT_EQ(line_endings.put_back(same).text, other);
    std::size_t at = 0;
    for (std::size_t i = 0; i < other.size(); ++i) {
      const bool taken_off = other[i] == '\r' && other.substr(i + 1, 1) == "\n";
      const auto here = static_cast<std::uint32_t>(i);
      EXPECT_EQ(line_endings.to_text({here, here}).begin, at);
      if (!taken_off) ++at;
    }
  }
}

TEST_F(LineEndingsLaws, AByteOrderMarkChangesNoWord) {  // restore/api/stream.h
  on_all([&](const Restorer& restorer, const std::string& text, const RestoreOptions& options) {
    const Whole plain = streamed(restorer, text, options);
    const Whole marked = streamed(restorer, std::string(kMark) + text, options);
    EXPECT_EQ(marked.text, std::string(kMark) + plain.text) << text;
    EXPECT_EQ(marked.log.size(), plain.log.size());
  });
  EXPECT_EQ(streamed(toy_, kMark).text, kMark);
  EXPECT_EQ(streamed(toy_, "").text, "");
}

TEST_F(LineEndingsLaws, LettersComposedOrNotAreTheSame) {  // restore/api/restorer.h
  on_all([&](const Restorer& restorer, const std::string& text, const RestoreOptions& options) {
    const std::string nfc = text::to_nfc(text);
    EXPECT_EQ(streamed(restorer, to_nfd(nfc), options).text, streamed(restorer, nfc, options).text)
        << text;
  });
}

TEST_F(LineEndingsLaws, BytesThatAreNoTextStay) {  // restore/api/stream.h
  static const std::vector<std::string> kBytes{
      "\xFF", "\xED\xA0\x80", "\xED\xB0\x80", "\xC0\xAF", "\xF5\x80\x80\x80", "\x80", "\xE1\xBB"};
  std::size_t all = 0, kept = 0;
  on_all([&](const Restorer& restorer, std::string text, const RestoreOptions& options) {
    for (std::size_t n = 1 + generate.below(4); n > 0; --n) {
      std::size_t at = generate.below(text.size() + 1);
      while (at < text.size() && (text[at] & '\xC0') == '\x80') ++at;
      text.insert(at, generate.one_of(std::span<const std::string>(kBytes)));
    }
    const Whole whole = streamed(restorer, text, options);
    ++all;
    if (text::decode_text(text).encoding != "utf-8") return;  // they were text in an old encoding
    ++kept;
    EXPECT_EQ(bytes_that_are_no_text(whole.text), bytes_that_are_no_text(text)) << text;
  });
  EXPECT_GT(2 * kept, all);
}

/// What A19 of a review found.
TEST_F(LineEndingsLaws, BytesThatAreNoTextStayInMarksOfLists) {  // restore/api/stream.h
  const std::string text = "a)\n\xFF) T\xE1\xBB\x95\nc)";
  EXPECT_EQ(streamed(real(), text).text, text);
}

TEST_F(LineEndingsLaws, CutAnywhereAStreamGivesTheSame) {  // restore/api/stream.h
  on_all([&](const Restorer& restorer, const std::string& text, const RestoreOptions& options) {
    const std::string other =
        (generate.chance(30) ? std::string(kMark) : "") + with_ends(text, Ends::kMixed, generate);
    const Whole whole = streamed(restorer, other, options);
    const std::size_t most = 1 + generate.below(64);
    const Whole cut = streamed(restorer, other, options, [&] { return 1 + generate.below(most); });
    EXPECT_EQ(cut.text, whole.text);
    EXPECT_EQ(cut.log, whole.log);
  });
}

TEST_F(LineEndingsLaws, EachPlaceOfACutGivesTheSame) {  // restore/api/stream.h
  const std::string text = std::string(kMark) +
                           "uy ban\r\nnha\xCC\x82n da\xCC\x82n \xFF\r"
                           "t\xE1\xBB\x89nh\r\n\r\nke hoach\f\r\na) x\xED\xA0\x80y";
  const Whole whole = streamed(toy_, text);
  for (std::size_t at = 1; at < text.size(); ++at) {
    bool first = true;
    const Whole cut =
        streamed(toy_, text, {}, [&] { return std::exchange(first, false) ? at : text.size(); });
    EXPECT_EQ(cut.text, whole.text) << at;
    EXPECT_EQ(cut.log, whole.log) << at;
  }
}

/// Runs without end of letters, marks and bytes that are no text: windows of few changes each.
TEST_F(LineEndingsLaws, NoWindowHasChangesWithoutEnd) {  // restore/api/stream.h
  static const std::vector<std::string> kRuns{
      "\xFF",   "\x80",  "a\xFF",   "\xED\xA0\x80", "a\u0323\u0301",
      "\u0301", "\xFF ", "e\u0301", "e\u0301 ",     "\u0301\u0323"};
  for (const std::string& run : kRuns) {
    std::string text;
    while (text.size() < 5U << 18U) text += run;
    std::string back;
    std::string_view rest = text;
    restore_stream(
        toy_, {RestoreMode::kClean},
        [&](char* buffer, std::size_t most) {
          const std::size_t got = rest.copy(buffer, most);
          rest.remove_prefix(got);
          return got;
        },
        [&](std::string_view input, const Restoration& window, std::uint64_t, std::uint64_t) {
          EXPECT_LE(window.changes.size(), 150'000U) << run;
          back += undo(window.changes, window.text);
          EXPECT_TRUE(back.ends_with(input));
        });
    EXPECT_TRUE(back == text) << run;
  }
}

/// Texts of several windows: the borders are those of the text, whatever its frame, and so is what
/// each window becomes, whatever has happened to it.
class WindowLaws : public LineEndingsLaws, public ::testing::WithParamInterface<RestoreMode> {
 protected:
  /// Without its frame.
  struct Window {
    std::string before, after;
    bool operator==(const Window&) const = default;
  };

  /// Words with ends between that are seldom those of lines: `round` 2 and 3 have lines that hardly
  /// end, and words that do not.
  std::string long_text(int round) {
    static const std::vector<std::string> kEnds{"\n", "\n", "\n\n", " ", " ", "\f", ""};
    static const std::vector<std::string> kClean{"uỷ", "ban", "ban"},
        kDamaged{"uy", "ban", "ké", "ho4ch", "HDND", "xa", "tinh"};
    const std::vector<std::string>& all = GetParam() == RestoreMode::kClean ? kClean : kDamaged;
    std::string out;
    for (std::size_t words = 66'000 + generate.below(9000); words > 0; --words) {
      out += all[words % all.size()];
      const bool is_rare = round > 1;
      out += is_rare && generate.chance(99) ? (round == 2 ? " " : "-")
                                            : generate.one_of(std::span<const std::string>(kEnds));
    }
    return out;
  }

  std::vector<Window> windows_of(std::string_view rest) {
    std::vector<Window> out;
    restore_stream(
        toy_, {GetParam()},
        [&](char* buffer, std::size_t most) {
          const std::size_t got = rest.copy(buffer, std::min(most, 1 + generate.below(70'000)));
          rest.remove_prefix(got);
          return got;
        },
        [&](std::string_view input, const Restoration& window, std::uint64_t, std::uint64_t) {
          out.push_back({std::string(LineEndings(input).text()),
                         std::string(LineEndings(window.text).text())});
        });
    return out;
  }
};

TEST_P(WindowLaws, BordersFollowTheTextAlone) {  // restore/api/stream.h
  for (int round = 0; round < 4; ++round) {
    const std::string text = long_text(round);
    const std::vector<Window> plain = windows_of(text);
    EXPECT_GT(plain.size(), 1U);
    const bool is_changed =
        std::ranges::any_of(plain, [](const Window& w) { return w.before != w.after; });
    EXPECT_TRUE(is_changed || GetParam() == RestoreMode::kClean);
    for (const Ends ends : {Ends::kBoth, Ends::kReturn, Ends::kMixed}) {
      EXPECT_TRUE(windows_of(with_ends(text, ends, generate)) == plain) << round;
    }
    std::vector<Window> marked = windows_of(std::string(kMark) + text);
    ASSERT_FALSE(marked.empty());
    for (std::string* first : {&marked[0].before, &marked[0].after}) {
      EXPECT_TRUE(first->starts_with(kMark));
      first->erase(0, kMark.size());
    }
    EXPECT_TRUE(marked == plain) << round;
  }
}

std::string name_of(const ::testing::TestParamInfo<RestoreMode>& mode) {
  constexpr std::array<const char*, 4> kNames{"Auto", "Stripped", "Damaged", "Clean"};
  return kNames.at(static_cast<std::size_t>(mode.param));
}
INSTANTIATE_TEST_SUITE_P(Modes, WindowLaws,
                         ::testing::Values(RestoreMode::kAuto, RestoreMode::kStripped,
                                           RestoreMode::kDamaged, RestoreMode::kClean),
                         name_of);

}  // namespace
}  // namespace codau::restore
