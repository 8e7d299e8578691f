// Texts of the view that arranges the pages of scans before they are read.
export const ARRANGE_TEXTS = {
  vi: {
    arrange: {
      place: "Sắp xếp trang", first: "Xem và sắp xếp trang trước khi đọc (bỏ trang trắng, ghép hai mặt, tách xấp)", open: "Sắp xếp trang", again: "Sắp xếp lại trang",
      what: "Xem trước những gì sẽ làm với từng trang. Tệp gốc được giữ nguyên, và có thể sắp xếp lại bất cứ lúc nào.",
      looking: (done, all) => (all ? `Đang xem trang ${done}/${all}…` : "Đang mở các tệp…"),
      dropBlank: "Bỏ trang trắng",
      sides: "Thứ tự các mặt giấy",
      sideOrders: { as_scanned: "Như bản quét", backs_forward: "Hết mặt trước rồi đến mặt sau, từ tờ đầu", backs_backward: "Hết mặt trước rồi đến mặt sau, từ tờ cuối (lật cả xấp)" },
      backs: "Mặt sau", ownBacks: "ở nửa sau của tệp này", backsIn: (path) => `ở tệp ${path}`, isBacks: (path) => `Các mặt sau của ${path}`,
      split: "Tách thành nhiều tệp", splits: { none: "Không tách", separators: "Ở tờ phân cách", blank_pages: "Ở trang trắng" }, printSheet: "In tờ phân cách",
      result: (pages, parts) => (parts > 1 ? `${pages} trang, thành ${parts} tệp` : `${pages} trang`), found: (blank, separators) => `có ${[blank ? `${blank} trang trắng` : "", separators ? `${separators} tờ phân cách` : ""].filter(Boolean).join(", ")}`, received: (count) => `Đã nhận ${count} tệp; chưa đọc.`,
      droppedOf: (count) => `bỏ ${count}`, unchanged: "đọc như bản quét", nothingLeft: "không còn trang nào: tệp này không được đọc", unseen: "Tệp này không có trang để xem; sẽ đọc như thường.", uneven: "Số mặt trước và mặt sau khác nhau: hãy xem lại thứ tự.",
      part: (number) => `Tệp ${number}`, kinds: { content: "", blank: "trang trắng", separator: "tờ phân cách" }, fates: { kept: "", dropped: "bỏ", splits: "tách ở đây, bỏ" },
      drop: "Bỏ", keep: "Giữ", dropPage: (page) => `Bỏ trang ${page}`, keepPage: (page) => `Giữ trang ${page}`, page: (page, isBack) => (isBack ? `Mặt sau ${page}` : `Trang ${page}`), zoom: (page) => `Phóng to trang ${page}`,
      read: "Đọc theo cách này", readAgain: "Đọc lại theo cách này", asScanned: "Đọc nguyên như bản quét", undo: "Trở lại như bản quét",
      againWhat: "Đọc lại thay các văn bản của tệp thay đổi; những chỗ đã sửa trong các văn bản đó không còn.", started: "Đã bắt đầu đọc.", nothing: "Việc này không có tệp nào để sắp xếp.", inWork: "Việc này đang chờ hoặc đang đọc: đợi xong, hoặc hủy, rồi sắp xếp lại.",
    },
  },
  en: {
    arrange: {
      place: "Arrange pages", first: "See and arrange the pages before reading (drop blank pages, join two sides, part a pile)", open: "Arrange pages", again: "Arrange pages again",
      what: "See what will be done with each page. The file is kept as it came, and can be arranged again at any time.",
      looking: (done, all) => (all ? `Looking at page ${done}/${all}…` : "Opening the files…"),
      dropBlank: "Drop blank pages",
      sides: "Order of the sides",
      sideOrders: { as_scanned: "As scanned", backs_forward: "All fronts, then all backs from the first sheet", backs_backward: "All fronts, then all backs from the last sheet (pile turned over)" },
      backs: "Backs", ownBacks: "in the second half of this file", backsIn: (path) => `in the file ${path}`, isBacks: (path) => `The backs of ${path}`,
      split: "Part into files", splits: { none: "No", separators: "At separator sheets", blank_pages: "At blank pages" }, printSheet: "Print a separator sheet",
      result: (pages, parts) => (parts > 1 ? `${pages} pages, ${parts} files` : `${pages} pages`), found: (blank, separators) => `has ${[blank ? `${blank} blank` : "", separators ? `${separators} separator sheets` : ""].filter(Boolean).join(", ")}`, received: (count) => `${count} files are received and not read yet.`,
      droppedOf: (count) => `${count} dropped`, unchanged: "read as scanned", nothingLeft: "no page is left: this file is not read", unseen: "This file has no pages to see; it is read as usual.", uneven: "Fronts and backs differ in number: check the order.",
      part: (number) => `File ${number}`, kinds: { content: "", blank: "blank page", separator: "separator sheet" }, fates: { kept: "", dropped: "dropped", splits: "parts here, dropped" },
      drop: "Drop", keep: "Keep", dropPage: (page) => `Drop page ${page}`, keepPage: (page) => `Keep page ${page}`, page: (page, isBack) => (isBack ? `Back ${page}` : `Page ${page}`), zoom: (page) => `Enlarge page ${page}`,
      read: "Read this way", readAgain: "Read again this way", asScanned: "Read as scanned", undo: "Back to the scan as it came",
      againWhat: "Reading again replaces the documents of changed files; edits in those documents are lost.", started: "Reading has begun.", nothing: "This job has no file to arrange.", inWork: "This job waits or is in work: wait for its end, or cancel it, then arrange it again.",
    },
  },
};
