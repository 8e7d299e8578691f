// core/message.h — messages for people, always in both languages.
#pragma once

#include <string>
#include <string_view>

namespace codau {

/// A text for people in Vietnamese and in English; app/ shows the requested language. A text in
/// only one language does not exist. Operator + adds text that is the same in both: names, numbers,
/// words quoted from others.
struct Message {
  Message(std::string vietnamese, std::string english)
      : vi(std::move(vietnamese)), en(std::move(english)) {}
  std::string vi, en;
};

[[nodiscard]] Message both(std::string_view vietnamese, std::string_view english);
[[nodiscard]] Message operator+(std::string_view before, Message message);
[[nodiscard]] Message operator+(Message message, std::string_view after);
[[nodiscard]] Message operator+(Message message, const Message& after);

/// Returns the meaning of an errno: "hết dung lượng đĩa", "No space left on device". Total: rare
/// numbers are "lỗi hệ thống N" in Vietnamese.
[[nodiscard]] Message describe_errno(int error);

}  // namespace codau
