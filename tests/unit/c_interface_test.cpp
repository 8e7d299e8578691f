#include "restore/c_interface.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"

namespace {

using namespace std::string_view_literals;

class CInterface : public ::testing::Test {
 protected:
  void SetUp() override {
    codau::testing::write_toy_models(folder_.path());
    const std::string path = folder_.path().string();
    ASSERT_EQ(codau_restorer_open(path.c_str(), path.c_str(), &restorer_, &error_), CODAU_OK)
        << error_.message;
  }
  void TearDown() override { codau_restorer_close(restorer_); }

  codau::testing::TempFolder folder_;
  codau_restorer* restorer_ = nullptr;
  codau_error error_{};
};

TEST_F(CInterface, GivesTextAndChanges) {
  constexpr std::string_view kText = "uy ban \0 nhan dan tinh"sv;
  codau_options options = codau_default_options();
  options.mode = CODAU_MODE_STRIPPED;
  codau_result* result = nullptr;
  ASSERT_EQ(codau_restore(restorer_, kText.data(), kText.size(), &options, &result, nullptr),
            CODAU_OK);
  std::size_t size = 0;
  const char* text = codau_result_text(result, &size);
  std::string back(text, size);
  EXPECT_EQ(back, "ủy ban \0 nhân dân tỉnh"sv);
  EXPECT_EQ(text[size], '\0');
  for (std::size_t i = codau_result_changes(result); i-- > 0;) {
    const codau_change change = codau_result_change(result, i);
    EXPECT_EQ(back.substr(change.out_start, change.after_size), change.after);
    EXPECT_EQ(change.out_end - change.out_start, change.after_size);
    back.replace(change.out_start, change.after_size, change.before, change.before_size);
    EXPECT_EQ(kText.substr(change.start, change.end - change.start), change.before);
    EXPECT_STREQ(change.source, "ocr_restore");
  }
  EXPECT_EQ(back, kText);
  codau_result_free(result);
}

TEST_F(CInterface, SaysWhatIsWrong) {
  codau_restorer* none = nullptr;
  const std::string absent = (folder_ / "absent").string();
  EXPECT_EQ(codau_restorer_open(absent.c_str(), absent.c_str(), &none, &error_), CODAU_BAD_MODEL);
  EXPECT_EQ(error_.status, CODAU_BAD_MODEL);
  EXPECT_NE(std::string(error_.message).find(absent.substr(0, 200)), std::string::npos);
  EXPECT_EQ(none, nullptr);
  const codau_options odd{99, 0};
  codau_result* result = nullptr;
  EXPECT_EQ(codau_restore(restorer_, "a", 1, &odd, &result, &error_), CODAU_BAD_INPUT);
  EXPECT_EQ(result, nullptr);
  const auto read = [](void* user, char* buffer, std::size_t) -> std::size_t {
    if (--*static_cast<int*>(user) < 0) return 0;
    *buffer = 'a';
    return 1;
  };
  const auto refuse = [](void*, const char*, std::size_t) { return 1; };
  int bytes = 3;
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, read, refuse, &bytes, &error_),
            CODAU_OUTPUT_REFUSED);
  const auto raise = [](void*, const char*, std::size_t) -> int { throw 7; };
  bytes = 3;
  EXPECT_EQ(codau_restore_stream(restorer_, nullptr, read, raise, &bytes, &error_), CODAU_DEFECT);
}

TEST_F(CInterface, ClosingAndFreeingNothingIsAllowed) {
  codau_restorer_close(nullptr);
  codau_result_free(nullptr);
  EXPECT_NE(std::string_view(codau_version()), "");
}

}  // namespace
