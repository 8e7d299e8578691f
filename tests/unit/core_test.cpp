#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <type_traits>

#include "../support/output_error.h"
#include "core/box.h"
#include "core/changes.h"
#include "core/enum_values.h"
#include "core/error.h"
#include "core/grey_strip.h"
#include "core/message.h"

namespace codau {
namespace {

enum class Signal : std::uint8_t { kGreen, kAmber = 5, kRed = 63 };
static_assert(enum_values<Signal>() == std::array{Signal::kGreen, Signal::kAmber, Signal::kRed});
static_assert(intersect(Box{0, 0, 4, 4}, Box{3, 3, 6, 6}) &&
              !intersect(Box{0, 0, 4, 4}, Box{4, 0, 6, 4}));
static_assert(intersection(Box{0, 0, 4, 4}, Box{3, 2, 6, 6}) == Box{3, 2, 4, 4} &&
              intersection(Box{0, 0, 4, 4}, Box{4, 0, 6, 4}) == Box{});
static_assert(united(Box{0, 1, 4, 4}, Box{5, 0, 6, 3}) == Box{0, 0, 6, 4} &&
              united(Box{5, 5, 5, 9}, Box{6, 5, 7, 9}) == Box{5, 5, 7, 9});
static_assert(x_overlap(Box{0, 0, 4, 4}, Box{7, 0, 9, 4}) == -3 && centre_x(Box{0, 0, 4, 1}) == 2);
static_assert(!contains(Box{0, 0, 4, 4}, 4, 0) && contains(Box{0, 0, 4, 4}, Box{4, 0, 4, 4}));
static_assert(inflated(Box{2, 3, 4, 6}, 1, 2) == Box{1, 1, 5, 8});
static_assert(rotated(Box{1, 0, 3, 1}, 10, 20, 90) == Box{19, 1, 20, 3});  // top left → top right

Change change(std::uint32_t in, const std::string& before, std::uint32_t out,
              const std::string& after, double confidence = 1, const std::string& rule = "") {
  Change c;
  c.in = {in, in + static_cast<std::uint32_t>(before.size())};
  c.out = {out, out + static_cast<std::uint32_t>(after.size())};
  c.before = before;
  c.after = after;
  c.confidence = confidence;
  c.rule = rule;
  return c;
}

ErrorCode code_of(const std::vector<Change>& changes, const std::string& input) {
  try {
    (void)codau::apply(changes, input);
  } catch (const Error& e) {
    return e.code();
  }
  return ErrorCode::kInternal;
}

TEST(Changes, ApplyAndUndoAreExact) {
  const std::vector<Change> changes{change(0, "ke", 0, "kế"), change(3, "hoach", 5, "hoạch")};
  EXPECT_EQ(codau::apply(changes, "ke hoach nam"), "kế hoạch nam");
  EXPECT_EQ(undo(changes, "kế hoạch nam"), "ke hoach nam");
}

TEST(Changes, ApplyRefusesWhatDoesNotFit) {
  EXPECT_EQ(code_of({change(0, "kê", 0, "kế")}, "ke hoach"), ErrorCode::kInput);
  EXPECT_EQ(code_of({change(9, "x", 9, "y")}, "ke hoach"), ErrorCode::kInput);
  EXPECT_EQ(code_of({change(3, "h", 3, "H"), change(0, "k", 0, "K")}, "ke hoach"),
            ErrorCode::kInput);
  EXPECT_EQ(code_of({change(3, "h", 4, "H")}, "ke hoach"), ErrorCode::kInput);
}

TEST(Changes, ComposeJoinsOverlapsAndMultipliesConfidence) {
  const std::vector<Change> first{change(0, "a", 0, "bc", 0.5, "one"), change(4, "x", 5, "y")};
  const std::vector<Change> second{change(1, "c-", 1, "d", 0.5, "two")};
  const std::vector<Change> both = compose(first, second, "a-- x");
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0], change(0, "a-", 0, "bd", 0.25, "two"));
  EXPECT_EQ(both[1], change(4, "x", 4, "y"));
}

TEST(Changes, RangesGrowToWholeChangesButNotToInsertionsAtTheirBorder) {
  // "ke hoach" → "kế  hoạch": "ke" → "kế", one space put in before "hoach", which is changed too.
  const std::vector<Change> changes{change(0, "ke", 0, "kế"), change(3, "", 5, " "),
                                    change(3, "hoach", 6, "hoạch")};
  EXPECT_EQ(to_output(changes, {0, 1}), (ByteRange{0, 4}));
  EXPECT_EQ(to_output(changes, {3, 8}), (ByteRange{6, 13}));
  EXPECT_EQ(to_output(changes, {0, 8}), (ByteRange{0, 13}));
  EXPECT_EQ(to_input(changes, {7, 8}), (ByteRange{3, 8}));
  EXPECT_EQ(to_input(changes, {4, 6}), (ByteRange{2, 3}));
}

static_assert(!std::is_default_constructible_v<Message>);
static_assert(!std::is_constructible_v<Message, std::string>, "a message is in both languages");
static_assert(!std::is_constructible_v<Error, ErrorCode>);

TEST(Message, WhatIsAddedStandsInBothLanguages) {
  const Message message = "out: " + both("không ghi được", "cannot be written") + " (1)";
  EXPECT_EQ(message.vi, "out: không ghi được (1)");
  EXPECT_EQ(message.en, "out: cannot be written (1)");
}

TEST(Message, OfTheSystemIsTranslated) {
  for (const int error : {ENOSPC, EACCES, EROFS, ENOENT, EDQUOT, ENAMETOOLONG, EMFILE, EIO, EISDIR,
                          ENOTDIR, EEXIST, EPIPE, EPERM, EFBIG, ENOMEM, ELOOP}) {
    const Message message = describe_errno(error);
    EXPECT_NE(message.vi.find_first_of("\xC3\xC4\xC6\xE1"), std::string::npos) << message.vi;
    EXPECT_EQ(message.vi.find("lỗi hệ thống"), std::string::npos) << message.en;
  }
  EXPECT_EQ(describe_errno(ENOSPC).vi, "hết dung lượng đĩa");
  EXPECT_EQ(describe_errno(ENOSPC).en, "No space left on device");
  EXPECT_EQ(describe_errno(9999).vi, "lỗi hệ thống 9999");
}

TEST(Message, OfAnErrorIsItsWhatInEnglish) {
  const Error error = make_write_error("out", ENOSPC);
  EXPECT_EQ(error.message().en, error.what());
  EXPECT_TRUE(names_all(error.message().vi, {"out", describe_errno(ENOSPC).vi}));
  EXPECT_TRUE(names_all(error.what(), {"out", describe_errno(ENOSPC).en}));
}

TEST(Cause, EveryCauseHasTexts) {
  for (int i = 0; i < static_cast<int>(kCauseCount); ++i) {
    const CauseText& text = describe_cause(static_cast<Cause>(i));
    for (const std::string_view t :
         {text.code, text.cause_vi, text.cause_en, text.hint_vi, text.hint_en}) {
      EXPECT_FALSE(t.empty()) << i;
    }
  }
}

TEST(Cause, TooManyOpenFilesAreNoFaultOfTheFile) {
  EXPECT_EQ(cause_of_errno(EMFILE), Cause::kTooManyFiles);
  EXPECT_EQ(cause_of_errno(ENFILE), Cause::kTooManyFiles);
  EXPECT_EQ(cause_of_errno(EACCES), Cause::kNoPermission);
  EXPECT_EQ(cause_of_errno(EIO), Cause::kReadError);
  EXPECT_EQ(describe_cause(Cause::kTooManyFiles).code, "TOO_MANY_FILES");
}

TEST(GreyStrip, IsReadBackFromItsFile) {
  const GreyStrip strip{3, std::string(3UL * kGreyStripRows, '\n')};
  EXPECT_EQ(parse_pgm(to_pgm(strip)), strip);
}

TEST(GreyStrip, AnyOtherFileIsNone) {
  const std::string good = to_pgm({2, std::string(2UL * kGreyStripRows, 'x')});
  const std::string wide(1'001UL * kGreyStripRows, 'x');
  for (const std::string& bad :
       {std::string(), std::string("P5\n"), good + "x", good.substr(1), good.substr(0, 20),
        "P5\n1001 36\n255\n" + wide, std::string("P5\n-1 36\n255\n"),
        std::string("P5\n0 36\n255\n"), "P5\n99999999999 36\n255\n" + wide})
    EXPECT_EQ(parse_pgm(bad), std::nullopt) << bad.substr(0, 30);
}

}  // namespace
}  // namespace codau
