// core/message.h — what people are told, always in both languages.
#pragma once

#include <string>
#include <string_view>

namespace codau {

/// A text for a person in Vietnamese and in English; app/ shows the one that was asked for. There
/// is none in one language: what is the same in both (names, numbers, words of others) is added by
/// +.
struct Message {
  Message(std::string vietnamese, std::string english)
      : vi(std::move(vietnamese)), en(std::move(english)) {}
  std::string vi, en;
};

[[nodiscard]] Message both(std::string_view vietnamese, std::string_view english);
[[nodiscard]] Message operator+(std::string_view before, Message message);
[[nodiscard]] Message operator+(Message message, std::string_view after);
[[nodiscard]] Message operator+(Message message, const Message& after);

/// What an errno means: "hết dung lượng đĩa", "No space left on device". Total: numbers that hardly
/// occur are "lỗi hệ thống N" in Vietnamese.
[[nodiscard]] Message system_message(int error);

}  // namespace codau
