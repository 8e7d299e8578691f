#include "store/database/file_messages.h"

namespace codau::store {

Message make_remedy_message(const std::filesystem::path& file) {
  if (file.filename() == "codau.db") {
    return both(
        "; chuyển tệp này (cùng codau.db-wal, codau.db-shm nếu có) đi chỗ khác, rồi chép bản sao "
        "lưu của codau compact --backup vào; nếu không có bản sao lưu thì chạy lại codau run: các "
        "trang đã đọc được dùng lại",
        "; move it away (with codau.db-wal and codau.db-shm if they are there) and put a backup of "
        "codau compact --backup in its place, or without one run codau run again: pages that were "
        "read are used again");
  }
  if (file.filename() == "pages.db") {
    return both("; chuyển tệp này đi chỗ khác rồi chạy lại: các trang sẽ được đọc lại",
                "; move it away and run again: the pages will be read again");
  }
  if (file.filename() == "history.db") {
    return both(
        "; chuyển tệp này đi chỗ khác rồi chạy lại: số thay đổi (codau export --since) sẽ bắt đầu "
        "lại",
        "; move it away and run again: the changes of codau export --since begin anew");
  }
  if (file.filename() == "hand.db") {
    return both(
        "; chuyển tệp này đi chỗ khác rồi chạy codau run --keep-strips: các mẫu chữ viết tay được "
        "giữ lại từ đầu",
        "; move it away and run codau run --keep-strips: samples of handwriting are kept anew");
  }
  return both("; chuyển tệp đi chỗ khác hoặc chọn thư mục khác",
              "; move it away or choose another folder");
}

Message make_foreign_file_message(const std::filesystem::path& file) {
  return both("không phải cơ sở dữ liệu của codau, hoặc phần đầu tệp đã hỏng",
              "is not a codau database, or its head is damaged") +
         make_remedy_message(file);
}

Message make_damaged_file_message(const std::filesystem::path& file) {
  return both("cơ sở dữ liệu đã hỏng", "the database is damaged") + make_remedy_message(file);
}

Message make_newer_version_message() {
  return both("do phiên bản codau mới hơn ghi ra; hãy dùng phiên bản đó",
              "was written by a newer codau; use that one");
}

}  // namespace codau::store
