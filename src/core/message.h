// core/message.h — messages for people, always in Vietnamese and English.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace codau {

/// A text for people in both languages. Code that shows a message picks one of them by pick()
/// (core/language.h).
struct Message {
  Message(std::string vietnamese, std::string english)
      : vi(std::move(vietnamese)), en(std::move(english)) {}
  std::string vi;  ///< in Vietnamese
  std::string en;  ///< in English
};

/// Returns the message of a Vietnamese and an English text.
[[nodiscard]] Message both(std::string_view vietnamese, std::string_view english);

/// Returns the message with `before` put before both texts, or `after` put after both texts. For
/// text that needs no translation: names, numbers, quotations.
[[nodiscard]] Message operator+(std::string_view before, Message message);
[[nodiscard]] Message operator+(Message message, std::string_view after);
/// Returns both messages, one after the other, in each language.
[[nodiscard]] Message operator+(Message message, const Message& after);

/// Returns the meaning of an errno. ENOSPC gives "hết dung lượng đĩa" and "No space left on
/// device". The Vietnamese text of a number N without a translation is "lỗi hệ thống N".
[[nodiscard]] Message describe_errno(int error);

}  // namespace codau
