// Texts of the frame: names of the views, menu, search box, counts.
export const PLACE_TEXTS = {
  vi: {
    places: {
      home: "Trang chính", documents: "Văn bản", doubts: "Kiểm tra", search: "Tìm", allTasks: "Nhiệm vụ",
      calendar: "Lịch", export: "Xuất", failures: "Không xử lý được", statistics: "Thống kê", settings: "Cài đặt",
    },
    oneDocument: "Văn bản",
    hints: {
      list: "↑ ↓ chuyển dòng · Enter mở · F2 các trang · F4 tìm", documents: "↑ ↓ chuyển dòng · Enter mở · phím cách chọn · F2 các trang · F4 tìm",
      document: "P N lật trang · + − 0 phóng, thu · T chữ trên ảnh · F từ tìm tiếp theo · [ ] văn bản trước, sau · F7 bảng nhiệm vụ", calendar: "P N đổi tháng · T tháng này · F2 các trang · F4 tìm",
    },
    diskLow: (free) => `Ổ đĩa sắp đầy: còn ${free} MB. Hãy xóa bớt tệp không dùng trước khi thêm bản quét.`,
    serverLost: "Không kết nối được với codau: hãy xem chương trình còn chạy không. Trang này tự nối lại.",
    menu: "Các trang", notes: "Lưu ý", reviewMenu: "Các cách kiểm tra", archive: (name) => `Kho: ${name}`,
    searchAll: "Tìm trong mọi văn bản", searchHint: "Tìm trong mọi văn bản, có dấu hay không dấu",
    searchDo: "Tìm", everything: "tất cả", loading: "Đang tải…", more: "Xem thêm",
    reading: (done, all) => `Đang đọc trang ${done}/${all}`, working: "Đang xử lý",
    nothing: "Không có gì.", close: "Đóng", download: "Tải về", open: "Mở", cancel: "Hủy", save: "Lưu", back: "Quay lại",
    filterNames: { from: "Từ ngày", until: "Đến ngày", organ: "Cơ quan ban hành", type: "Loại", year: "Năm", status: "Tình trạng", words: "Có chữ", agency: "Cơ quan thực hiện", sort: "Sắp xếp", clear: "Bỏ lọc" },
    shownOf: (shown, all) => (all === null || shown === all ? `${shown} mục` : `${shown} trong ${all} mục`),
    pageNumber: (page) => `Trang ${page}`,
    choose: {
      title: "Mở kho văn bản", none: "Chưa có kho nào được mở trên máy này.", opening: "Đang mở kho…",
      newTitle: "Kho mới", path: "Thư mục của kho mới", make: "Tạo và mở", newWhat: "Thư mục chưa có thì được tạo. Ghi thư mục của một kho có sẵn thì kho đó được mở.",
      backTitle: "Khôi phục từ bản sao lưu", backup: "Tệp sao lưu", backPath: "Thư mục mới", bringBack: "Khôi phục và mở", restoring: "Đang khôi phục…",
    },
  },
  en: {
    places: {
      home: "Home", documents: "Documents", doubts: "Check", search: "Search", allTasks: "Tasks",
      calendar: "Calendar", export: "Export", failures: "Not done", statistics: "Statistics", settings: "Settings",
    },
    oneDocument: "Document",
    hints: {
      list: "↑ ↓ rows · Enter opens · F2 pages · F4 search", documents: "↑ ↓ rows · Enter opens · Space chooses · F2 pages · F4 search",
      document: "P N turn the page · + − 0 size · T text · F next place · [ ] document before, after · F7 table of tasks", calendar: "P N month · T this month · F2 pages · F4 search",
    },
    diskLow: (free) => `The disk is nearly full: ${free} MB are left. Free some room before scans are added.`,
    serverLost: "codau cannot be reached: see whether the program is still running. This page connects again by itself.",
    menu: "Pages", notes: "Notes", reviewMenu: "Ways to check", archive: (name) => `Archive: ${name}`,
    searchAll: "Search all documents", searchHint: "Search all documents, with or without marks",
    searchDo: "Search", everything: "all", loading: "Loading…", more: "Show more",
    reading: (done, all) => `Reading page ${done}/${all}`, working: "Working",
    nothing: "There is nothing.", close: "Close", download: "Download", open: "Open", cancel: "Cancel", save: "Save", back: "Back",
    filterNames: { from: "From", until: "Until", organ: "Issuing body", type: "Type", year: "Year", status: "Status", words: "Words", agency: "Agency", sort: "Order", clear: "Clear filters" },
    shownOf: (shown, all) => (all === null || shown === all ? `${shown} items` : `${shown} of ${all} items`),
    pageNumber: (page) => `Page ${page}`,
    choose: {
      title: "Open an archive", none: "No archive has been opened on this machine yet.", opening: "Opening the archive…",
      newTitle: "New archive", path: "Folder of the new archive", make: "Make and open", newWhat: "A missing folder is made. The folder of an existing archive opens that archive.",
      backTitle: "Bring back a backup", backup: "File of the backup", backPath: "New folder", bringBack: "Bring back and open", restoring: "Bringing it back…",
    },
  },
};
