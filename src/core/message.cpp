#include "core/message.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace codau {
namespace {

constexpr auto kErrnoTexts = std::to_array<std::pair<int, std::string_view>>({
    {EPERM, "thao tác không được phép"},
    {ENOENT, "không có tệp hoặc thư mục này"},
    {EINTR, "thao tác bị ngắt"},
    {EIO, "lỗi đọc, ghi của ổ đĩa"},
    {ENXIO, "không có thiết bị này"},
    {E2BIG, "dòng lệnh quá dài"},
    {EBADF, "tệp chưa mở hoặc đã đóng"},
    {EAGAIN, "tạm thời hết tài nguyên; thử lại sau"},
    {ENOMEM, "hết bộ nhớ"},
    {EACCES, "không có quyền truy cập"},
    {EBUSY, "tệp hoặc thiết bị đang được dùng"},
    {EEXIST, "tệp đã có"},
    {EXDEV, "hai nơi ở hai ổ đĩa khác nhau"},
    {ENODEV, "không có thiết bị này"},
    {ENOTDIR, "không phải thư mục"},
    {EISDIR, "là thư mục, không phải tệp"},
    {EINVAL, "hệ thống tệp không nhận thao tác này"},
    {ENFILE, "hệ thống mở quá nhiều tệp"},
    {EMFILE, "mở quá nhiều tệp cùng lúc"},
    {ETXTBSY, "tệp chương trình đang chạy"},
    {EFBIG, "tệp vượt quá kích thước cho phép"},
    {ENOSPC, "hết dung lượng đĩa"},
    {ESPIPE, "tệp này không cho đọc, ghi ở vị trí tùy ý"},
    {EROFS, "ổ đĩa chỉ cho đọc"},
    {EMLINK, "quá nhiều liên kết"},
    {EPIPE, "chương trình nhận đã đóng"},
    {ENAMETOOLONG, "tên tệp hoặc đường dẫn quá dài"},
    {ENOTEMPTY, "thư mục không rỗng"},
    {ELOOP, "liên kết lặp vòng"},
    {ENOTSUP, "hệ thống tệp không hỗ trợ thao tác này"},
    {ETIMEDOUT, "quá thời gian chờ"},
    {ESTALE, "ổ đĩa mạng đã đổi; kết nối lại"},
    {EDQUOT, "hết hạn mức dung lượng đĩa"},
});

}  // namespace

Message both(std::string_view vietnamese, std::string_view english) {
  return {std::string(vietnamese), std::string(english)};
}

Message operator+(std::string_view before, Message message) {
  message.vi.insert(0, before);
  message.en.insert(0, before);
  return message;
}

Message operator+(Message message, std::string_view after) {
  message.vi += after;
  message.en += after;
  return message;
}

Message operator+(Message message, const Message& after) {
  message.vi += after.vi;
  message.en += after.en;
  return message;
}

Message describe_errno(int error) {
  const auto* const known =
      std::ranges::find(kErrnoTexts, error, &decltype(kErrnoTexts)::value_type::first);
  return both(known == kErrnoTexts.end() ? "lỗi hệ thống " + std::to_string(error) : known->second,
              std::generic_category().message(error));
}

}  // namespace codau
