#include <codau/restore.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"

namespace {

using namespace std::string_view_literals;

codau_options options_of(codau_mode mode) {
  codau_options out;
  codau_options_init(&out, sizeof out);
  out.mode = mode;
  return out;
}

class CInterface : public ::testing::Test {
 protected:
  void SetUp() override {
    codau::testing::write_toy_models(folder_.path());
    path_ = folder_.path().string();
    ASSERT_EQ(codau_restorer_open(path_.c_str(), path_.c_str(), nullptr, 0, &restorer_, &error_),
              CODAU_OK)
        << error_.message;
  }
  void TearDown() override {
    codau_result_free(result_);
    codau_restorer_close(restorer_);
  }
  int restore(std::string_view text, const codau_options* options) {
    codau_result_free(result_);
    return codau_restore(restorer_, text.data(), text.size(), options, &result_, &error_);
  }

  codau::testing::TempFolder folder_;
  std::string path_;
  codau_restorer* restorer_ = nullptr;
  codau_result* result_ = nullptr;
  codau_error error_{};
};

TEST_F(CInterface, GivesTextAndChanges) {
  constexpr std::string_view kText = "uy ban \0 nhan dan tinh"sv;
  const codau_options options = options_of(CODAU_STRIPPED);
  ASSERT_EQ(restore(kText, &options), CODAU_OK) << error_.message;
  std::size_t size = 0;
  const char* text = codau_result_text(result_, &size);
  std::string back(text, size);
  EXPECT_EQ(back, "ủy ban \0 nhân dân tỉnh"sv);
  EXPECT_EQ(text[size], '\0');
  for (std::size_t i = codau_result_changes(result_); i-- > 0;) {
    const codau_change& change = *codau_result_change(result_, i);
    EXPECT_EQ(back.substr(change.out_start, change.after_size), change.after);
    EXPECT_EQ(change.out_end - change.out_start, change.after_size);
    back.replace(change.out_start, change.after_size, change.before, change.before_size);
    EXPECT_EQ(kText.substr(change.start, change.end - change.start), change.before);
    EXPECT_STREQ(change.source, "ocr_restore");
  }
  EXPECT_EQ(back, kText);
  EXPECT_EQ(codau_result_tokens(result_), 0U);
  EXPECT_STREQ(codau_result_log(result_, nullptr), "");
}

TEST_F(CInterface, GivesTokensWithKindsAndAlternatives) {
  codau_options options = options_of(CODAU_STRIPPED);
  options.list_tokens = 1;
  ASSERT_EQ(restore("tinh so 12, 06/CT-UBND", &options), CODAU_OK) << error_.message;
  ASSERT_GE(codau_result_tokens(result_), 4U);
  const codau_token& first = *codau_result_token(result_, 0);
  EXPECT_EQ((std::string(first.before, first.before_size)), "tinh");
  EXPECT_STREQ(first.after, "tỉnh");
  EXPECT_EQ(first.kind, CODAU_WORD);
  EXPECT_EQ(first.end, 4U);
  const codau_token& number = *codau_result_token(result_, 2);
  EXPECT_STREQ(number.after, "12");
  EXPECT_EQ(number.kind, CODAU_NUMBER);
  EXPECT_EQ(codau_result_token(result_, codau_result_tokens(result_) - 1)->kind, CODAU_CODE);
  std::size_t alternatives = 0;
  for (std::size_t i = 0; i < codau_result_tokens(result_); ++i) {
    const codau_token& token = *codau_result_token(result_, i);
    double sum = token.confidence;
    for (std::size_t k = 0; k < token.alternatives; ++k, ++alternatives) {
      const codau_alternative& other = *codau_result_alternative(result_, i, k);
      EXPECT_EQ(std::strlen(other.text), other.size);
      EXPECT_STRNE(other.text, token.after);
      sum += other.confidence;
    }
    EXPECT_LE(sum, 1 + 1e-9);
    EXPECT_EQ(codau_result_alternative(result_, i, token.alternatives), nullptr);
  }
  EXPECT_GT(alternatives, 0U);
}

TEST_F(CInterface, UndoesByItsLog) {
  codau_options options = options_of(CODAU_STRIPPED);
  options.write_log = 1;
  constexpr std::string_view kText = "uy ban nhan dan\r\n \xff tinh";
  ASSERT_EQ(restore(kText, &options), CODAU_OK) << error_.message;
  std::size_t size = 0, log_size = 0;
  const char* text = codau_result_text(result_, &size);
  const char* log = codau_result_log(result_, &log_size);
  codau_result* back = nullptr;
  ASSERT_EQ(codau_undo(text, size, log, log_size, &back, &error_), CODAU_OK) << error_.message;
  EXPECT_EQ(codau_result_text(back, nullptr), kText);
  codau_result_free(back);
  EXPECT_EQ(codau_undo("another", 7, log, log_size, &back, &error_), CODAU_BAD_INPUT);
  EXPECT_EQ(back, nullptr);
  EXPECT_EQ(codau_undo(text, size, "x", 1, &back, nullptr), CODAU_BAD_INPUT);
}

TEST_F(CInterface, SaysWhatIsWrong) {
  codau_restorer* none = nullptr;
  const std::string absent = (folder_ / "absent").string();
  const char* folders[] = {absent.c_str()};
  EXPECT_EQ(codau_restorer_open(absent.c_str(), path_.c_str(), nullptr, 0, &none, &error_),
            CODAU_BAD_MODEL);
  EXPECT_EQ(error_.status, CODAU_BAD_MODEL);
  EXPECT_NE(std::string(error_.message).find(absent), std::string::npos);
  EXPECT_NE(std::string(error_.message_vi).find(absent), std::string::npos);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(codau_restorer_open(path_.c_str(), path_.c_str(), folders, 1, &none, &error_),
            CODAU_BAD_MODEL);
  EXPECT_NE(std::string(error_.message).find(absent), std::string::npos);
  EXPECT_EQ(codau_restorer_open(nullptr, nullptr, nullptr, 0, &none, &error_), CODAU_BAD_MODEL)
      << "a program of the build tree lies in no prefix";

  const auto read = [](void* user, char* buffer, std::size_t) -> std::size_t {
    if (--*static_cast<int*>(user) < 0) return 0;
    *buffer = 'a';
    return 1;
  };
  const auto fails = [](void*, char*, std::size_t) -> std::size_t { return CODAU_READ_FAILED; };
  const auto refuse = [](void*, const codau_result*) { return 1; };
  const auto raise = [](void*, const codau_result*) -> int { throw 7; };
  int bytes = 3;
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, read, refuse, &bytes, &error_), CODAU_STOPPED);
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, fails, refuse, &bytes, &error_),
            CODAU_STOPPED);
  bytes = 3;
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, read, raise, &bytes, &error_), CODAU_STOPPED);
  EXPECT_STRNE(error_.message, "");
  const auto raises = [](void*, char*, std::size_t) -> std::size_t {
    throw std::runtime_error("the tape is torn");
  };
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, raises, refuse, &bytes, &error_),
            CODAU_STOPPED);
  EXPECT_NE(std::string(error_.message).find("the tape is torn"), std::string::npos);
  const auto too_much = [](void*, char*, std::size_t size) -> std::size_t { return size + 1; };
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, too_much, refuse, &bytes, &error_),
            CODAU_BAD_USE);
}

TEST_F(CInterface, RefusesArgumentsThatAreNone) {
  const auto refuses = [&](const codau_options& odd) {
    return restore("a", &odd) == CODAU_BAD_USE && result_ == nullptr && error_.message[0] != '\0';
  };
  codau_options odd = options_of(CODAU_AUTO);
  odd.mode = 99;
  EXPECT_TRUE(refuses(odd));
  for (const double confidence : {-0.1, 1.1, std::nan("")}) {
    odd = options_of(CODAU_AUTO);
    odd.min_confidence = confidence;
    EXPECT_TRUE(refuses(odd)) << confidence;
  }
  odd = options_of(CODAU_AUTO);
  odd.size = 8;
  EXPECT_TRUE(refuses(odd));

  EXPECT_EQ(codau_restore(nullptr, "a", 1, nullptr, &result_, &error_), CODAU_BAD_USE);
  EXPECT_EQ(codau_restore(restorer_, nullptr, 1, nullptr, &result_, &error_), CODAU_BAD_USE);
  EXPECT_EQ(codau_restore(restorer_, "a", 1, nullptr, nullptr, &error_), CODAU_BAD_USE);
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, nullptr, nullptr, nullptr, &error_),
            CODAU_BAD_USE);
  EXPECT_EQ(codau_restorer_open(nullptr, nullptr, nullptr, 1, nullptr, nullptr), CODAU_BAD_USE);
  ASSERT_EQ(codau_restore(restorer_, nullptr, 0, nullptr, &result_, &error_), CODAU_OK);
  EXPECT_STREQ(codau_result_text(result_, nullptr), "");
}

TEST_F(CInterface, OptionsTooShortForTheFirstVersionAreRefused) {
  for (const std::size_t size : {0U, 4U, 8U, 24U}) {
    codau_options odd;
    std::memset(&odd, 0, sizeof odd);
    odd.size = sizeof odd;  // left by somebody else
    codau_options_init(&odd, size);
    EXPECT_EQ(restore("a", &odd), CODAU_BAD_USE) << size;
    EXPECT_NE(std::string(error_.message).find("codau_options_init"), std::string::npos);
  }
}

/// Of a program that was compiled with headers of a later version.
TEST_F(CInterface, TakesLongerOptionsOfWhichNothingUnknownIsSet) {
  struct Longer {
    codau_options known;
    std::array<char, 16> more;
  } longer;
  codau_options_init(&longer.known, sizeof longer);
  EXPECT_EQ(longer.known.size, sizeof longer);
  EXPECT_EQ(restore("a", &longer.known), CODAU_OK) << error_.message;
  longer.more[3] = 1;
  EXPECT_EQ(restore("a", &longer.known), CODAU_BAD_USE);
}

/// A message that does not fit is cut between letters.
TEST_F(CInterface, CutsLongMessagesBetweenLetters) {
  const std::string absent = "/" + std::string(400, 'a') + [] {
    std::string out;
    for (int i = 0; i < 500; ++i) out += "ữ";
    return out;
  }();
  codau_restorer* none = nullptr;
  EXPECT_EQ(codau_restorer_open(absent.c_str(), absent.c_str(), nullptr, 0, &none, &error_),
            CODAU_BAD_MODEL);
  const std::string message = error_.message;
  EXPECT_GT(message.size(), 1000U);
  EXPECT_LT(message.size(), sizeof error_.message);
  EXPECT_TRUE(message.ends_with("ữ")) << message;
}

TEST_F(CInterface, ClosingAndFreeingNothingIsAllowed) {
  codau_restorer_close(nullptr);
  codau_result_free(nullptr);
  EXPECT_NE(std::string_view(codau_version()), "");
}

}  // namespace
