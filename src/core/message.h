// core/message.h — messages for people, always in Vietnamese and English.
#pragma once

#include <string>
#include <string_view>

namespace codau {

/// A text for people in Vietnamese and in English. app/ shows the language of the user.
struct Message {
  Message(std::string vietnamese, std::string english)
      : vi(std::move(vietnamese)), en(std::move(english)) {}
  std::string vi, en;
};

/// Returns a message of the two texts.
[[nodiscard]] Message both(std::string_view vietnamese, std::string_view english);
/// Returns the message with a text added to both languages. Such text needs no translation: names,
/// numbers, quotations. Of two messages, adds the texts of each language.
[[nodiscard]] Message operator+(std::string_view before, Message message);
[[nodiscard]] Message operator+(Message message, std::string_view after);
[[nodiscard]] Message operator+(Message message, const Message& after);

/// Returns the meaning of an errno: "hết dung lượng đĩa", "No space left on device". For rare
/// numbers, the Vietnamese text is "lỗi hệ thống N".
[[nodiscard]] Message describe_errno(int error);

}  // namespace codau
