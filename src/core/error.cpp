#include "core/error.h"

#include <array>
#include <cerrno>
#include <cstddef>

#include "core/message.h"

namespace codau {
namespace {

constexpr std::array<CauseText, kCauseCount> kCauseTexts{{
    {"NONE", "không rõ nguyên nhân", "unknown cause", "gửi thông báo này cho nhóm phát triển",
     "report it to the developers"},
    {"NOT_SUPPORTED", "nội dung tệp không thuộc loại được hỗ trợ",
     "the content is of no supported kind", "dùng PDF, TIFF, PNG, JPEG hoặc văn bản .txt",
     "use PDF, TIFF, PNG, JPEG or a .txt file"},
    {"EMPTY", "tệp rỗng (0 byte)", "the file is empty (0 bytes)",
     "chép lại hoặc quét lại từ bản gốc", "copy or scan it again from the original"},
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
     "quét lại ở 200–300 dpi, dưới 20.000 điểm ảnh mỗi cạnh; tệp văn bản: chia thành nhiều tệp, "
     "hoặc tăng --memory-page",
     "scan again at 200-300 dpi, under 20,000 pixels a side; of a text: part it into several "
     "files, or raise --memory-page"},
    {"NOT_TEXT", "tệp .txt không phải UTF-8 và cũng không phải bảng mã cũ đã biết",
     "the .txt file is neither UTF-8 nor a known legacy encoding", "lưu lại tệp bằng UTF-8",
     "save the file as UTF-8"},
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
    {"ARCHIVE", "tệp nén hoặc gói tệp (ZIP, RAR, 7z, tar…), không đọc thẳng được",
     "an archive of files (ZIP, RAR, 7z, tar ...), which is not read as it is",
     "giải nén rồi chạy lại với thư mục đã giải nén",
     "unpack it and run again with the folder that comes out"},
    {"OFFICE", "tệp Word, Excel, PowerPoint, OpenDocument hoặc RTF",
     "a Word, Excel, PowerPoint, OpenDocument or RTF file",
     "mở bằng Word hoặc LibreOffice, lưu thành PDF rồi chạy lại",
     "open it in Word or LibreOffice, save it as PDF and run again"},
    {"PICTURE_KIND", "loại ảnh chưa đọc được (HEIC, AVIF, GIF, BMP, DjVu…)",
     "a kind of picture that is not read (HEIC, AVIF, GIF, BMP, DjVu ...)",
     "chuyển sang PDF, JPEG hoặc PNG rồi chạy lại", "convert it to PDF, JPEG or PNG and run again"},
    {"EMAIL", "thư điện tử (.eml, .msg)", "an e-mail (.eml, .msg)",
     "mở thư, lưu các tệp đính kèm vào một thư mục rồi chạy lại với thư mục đó",
     "open it, save what is attached into a folder and run again with that folder"},
    {"WEB_PAGE", "trang web (HTML)", "a web page (HTML)",
     "mở bằng trình duyệt, in ra PDF rồi chạy lại",
     "open it in a browser, print it to PDF and run again"},
    {"MEDIA", "tệp âm thanh hoặc phim, không có trang nào để đọc",
     "sound or film, which has no page to read", "bỏ tệp này ra khỏi thư mục",
     "take the file out of the folder"},
    {"PORTFOLIO", "PDF là một bộ hồ sơ gồm nhiều tệp đính kèm (portfolio), chưa tệp nào được đọc",
     "the PDF is a portfolio of attached files; none of them was read",
     "tách các tệp đính kèm ra (pdfdetach -saveall) rồi chạy lại với các tệp đó",
     "take the attached files out (pdfdetach -saveall) and run again with them"},
    {"ATTACHMENTS", "đã đọc các trang của PDF, chưa đọc các tệp đính kèm trong đó",
     "the pages of the PDF were read, the files attached to it were not",
     "tách các tệp đính kèm ra (pdfdetach -saveall) rồi chạy lại với các tệp đó",
     "take the attached files out (pdfdetach -saveall) and run again with them"},
    {"NO_PAGES", "tệp PDF không có trang nào", "the PDF has no page",
     "tạo lại tệp PDF hoặc quét lại", "make the PDF again, or scan again"},
    {"MISSING", "tệp không còn ở đó (đã bị xóa, chuyển đi hoặc đổi tên)",
     "the file is gone (deleted, moved or renamed)", "đưa tệp về chỗ cũ rồi chạy lại",
     "put the file back and run again"},
    {"BROKEN_LINK", "liên kết trỏ tới tệp không còn tồn tại", "the link leads to nothing",
     "chép tệp gốc vào thư mục hoặc xóa liên kết", "copy the file itself here, or delete the link"},
    {"LINK_LOOP", "liên kết trỏ vòng về chính nó", "the link leads back to itself",
     "xóa liên kết này", "delete the link"},
    {"NAME_TOO_LONG", "tên tệp hoặc đường dẫn quá dài", "the name or the path is too long",
     "rút ngắn tên tệp hoặc chuyển tệp ra thư mục gần gốc hơn",
     "shorten the name, or move the file to a folder nearer to the root"},
    {"NOT_A_FILE",
     "không phải tệp thường (ống, ổ cắm, thiết bị, hoặc liên kết trong thư mục theo dõi)",
     "no regular file (a pipe, socket or device, or a link in a watched folder)",
     "chép chính tệp cần đọc vào đây", "put the file itself here"},
    {"CLOSED_FOLDER", "không có quyền mở thư mục, các tệp bên trong chưa được đọc",
     "no permission to open the folder; the files in it were not read",
     "cấp quyền đọc cho thư mục (chmod u+rx)", "give permission to read the folder (chmod u+rx)"},
    {"READ_ERROR", "ổ đĩa hoặc mạng báo lỗi khi đọc tệp",
     "the disk or the network failed while the file was read",
     "kiểm tra ổ đĩa hoặc kết nối mạng rồi chạy lại",
     "check the disk or the network and run again"},
    {"PAGES_OUTSIDE", "tệp không có trang nào trong số các trang đã chọn bằng --pages",
     "the file has none of the pages chosen by --pages", "chọn số trang mà tệp có, hoặc bỏ --pages",
     "choose pages that the file has, or leave --pages out"},
    {"TOO_MANY_FILES", "máy đang mở quá nhiều tệp cùng lúc nên chưa đọc được tệp này",
     "too many files are open at once, so this one was not read",
     "đóng bớt chương trình khác hoặc nâng giới hạn (ulimit -n) rồi chạy lại",
     "close other programs or raise the limit (ulimit -n), and run again"},
    {"NEWER_EDIT", "văn bản có chỗ sửa thuộc loại mà bản codau này không biết, nên giữ như cũ",
     "the document has an edit of a kind that this codau does not know, and stays as it was",
     "cài bản codau mới hơn rồi chạy lại", "install a newer codau and run again"},
    {"DAMAGED_EDIT", "chỗ sửa của người duyệt ở văn bản này bị hỏng trong codau.db, nên giữ như cũ",
     "an edit by a person in this document is damaged in codau.db; the document stays as it was",
     "lấy lại codau.db từ bản sao lưu rồi chạy lại",
     "bring codau.db back from a backup and run again"},
}};

}  // namespace

const CauseText& describe_cause(Cause cause) noexcept {
  return kCauseTexts.at(static_cast<std::size_t>(cause));
}

Error make_write_error(const std::string& path, const Message& reason) {
  return {ErrorCode::kOutput,
          path + ": " + both("không ghi được", "cannot be written") + ": " + reason};
}

Error make_write_error(const std::string& path, int error) {
  return make_write_error(path, describe_errno(error));
}

Cause cause_of_errno(int error) noexcept {
  switch (error) {
    case EACCES:
    case EPERM:
      return Cause::kNoPermission;
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
      return Cause::kMissing;
    case ELOOP:
      return Cause::kLinkLoop;
    case ENAMETOOLONG:
      return Cause::kNameTooLong;
    case ENXIO:
    case ENODEV:
      return Cause::kNotAFile;
    case EMFILE:
    case ENFILE:
      return Cause::kTooManyFiles;
    default:
      return Cause::kReadError;
  }
}

}  // namespace codau
