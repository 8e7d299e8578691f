#include "core/error.h"

#include <array>
#include <cstddef>

#include "core/message.h"

namespace codau {
namespace {

constexpr std::array<CauseText, 16> kTexts{{
    {"NONE", "không rõ nguyên nhân", "unknown cause", "gửi thông báo này cho nhóm phát triển",
     "report it to the developers"},
    {"NOT_SUPPORTED", "nội dung tệp không thuộc loại được hỗ trợ",
     "the content is of no supported kind", "dùng PDF, TIFF, PNG, JPEG hoặc văn bản .txt",
     "use PDF, TIFF, PNG, JPEG or a .txt file"},
    {"EMPTY", "tệp rỗng hoặc không có trang nào", "the file is empty or has no page",
     "kiểm tra lại bản quét gốc", "check the original scan"},
    {"NO_PERMISSION", "không có quyền đọc tệp", "no permission to read the file",
     "cấp quyền đọc cho tệp (chmod +r)", "give read permission to the file (chmod +r)"},
    {"ENCRYPTED", "tệp PDF bị khóa bằng mật khẩu", "the PDF needs a password",
     "gỡ mật khẩu rồi chạy lại", "remove the password and run again"},
    {"DAMAGED", "tệp hỏng, không đọc được", "the file is damaged and cannot be read",
     "quét hoặc tải lại tệp", "scan or copy the file again"},
    {"TOO_SMALL", "ảnh quá nhỏ (dưới 16 điểm ảnh mỗi cạnh)",
     "the image is too small (under 16 pixels a side)", "quét lại ở 200–300 dpi",
     "scan again at 200-300 dpi"},
    {"TOO_LARGE", "ảnh hoặc tệp quá lớn", "the image or file is too large",
     "quét lại ở 200–300 dpi, dưới 20.000 điểm ảnh mỗi cạnh",
     "scan again at 200-300 dpi, under 20,000 pixels a side"},
    {"NOT_TEXT", "tệp .txt không phải UTF-8 và cũng không phải bảng mã cũ đã biết",
     "the .txt file is neither UTF-8 nor a known legacy encoding", "lưu lại tệp bằng UTF-8",
     "save the file as UTF-8"},
    {"NO_TEXT", "không đọc được chữ nào trên trang", "no text could be read on the page",
     "xem lại ảnh: trang trắng, nhiễu hoặc ảnh chụp",
     "look at the image: blank, noise or a photograph"},
    {"CRASHED", "chương trình gặp lỗi khi đọc", "the program failed while it read this",
     "chạy lại với --log rồi gửi nhật ký (và tệp, nếu được) cho nhóm phát triển",
     "run again with --log and send the log (and the file, if you may) to the developers"},
    {"TIMEOUT", "đọc quá thời gian cho phép", "reading took too long",
     "tăng --timeout-page hoặc quét lại trang", "raise --timeout-page or scan the page again"},
    {"OUT_OF_MEMORY", "cần quá nhiều bộ nhớ", "reading takes too much memory",
     "tăng --memory-page hoặc quét lại trang ở 200–300 dpi",
     "raise --memory-page or scan the page again at 200-300 dpi"},
    {"SECRET", "văn bản có dấu chỉ độ mật: không lưu nội dung",
     "the document bears a secrecy mark: nothing is stored",
     "chỉ dùng --allow-secret khi được phép", "use --allow-secret only where you may"},
    {"SECRET_SUSPECTED", "văn bản có thể mang dấu chỉ độ mật: không lưu nội dung",
     "the document may bear a secrecy mark: nothing is stored",
     "xem bản gốc; nếu không mật thì chạy lại riêng tệp này với --allow-secret",
     "look at the original; if it is not secret, run this file alone with --allow-secret"},
    {"CHANGED", "tệp bị thay đổi trong khi đọc", "the file changed while it was read",
     "đợi tệp chép xong rồi chạy lại", "wait until the file is whole, and run again"},
}};

}  // namespace

const CauseText& text_of(Cause cause) noexcept {
  return kTexts.at(static_cast<std::size_t>(cause));
}

Error cannot_write(const std::string& path, const Message& cause) {
  return {ErrorCode::kOutput,
          path + ": " + both("không ghi được", "cannot be written") + ": " + cause};
}

Error cannot_write(const std::string& path, int error) {
  return cannot_write(path, system_message(error));
}

}  // namespace codau
