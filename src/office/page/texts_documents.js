// Texts of the list of documents and of one document.
export const DOCUMENT_TEXTS = {
  vi: {
    documents: {
      columns: { number: "Số, ký hiệu", issued: "Ngày ban hành", type: "Loại", organ: "Cơ quan ban hành", subject: "Trích yếu", name: "Tệp", path: "Đường dẫn", status: "Tình trạng", tasks: "Nhiệm vụ", doubts: "Cần xem", pages: "Số trang", added: "Ngày thêm" },
      status: { review: "cần kiểm tra", ok: "không có gì cần xem", accepted: "đã duyệt", rejected: "phải quét lại" },
      choose: (name) => `Chọn ${name}`, chosen: (count) => `Đã chọn ${count}`, chooseAll: "Chọn mọi văn bản đang hiện", dropChoice: "Bỏ chọn",
      toExcel: "Excel", toPdf: "PDF", openChosen: "Mở lần lượt", making: "Đang làm tệp…", ready: (name) => `Đã làm xong: tải ${name}`, columnChoice: "Cột",
      none: "Không có văn bản nào như vậy.", noneYet: "Kho chưa có văn bản nào.", toHome: "Thêm bản quét ở Trang chính", sorted: (name) => `Sắp xếp theo ${name}`,
      total: (shown, all) => (shown === all ? `${all} văn bản` : `${shown} trong ${all} văn bản`), noName: "(chưa có số)", list: "Danh sách văn bản",
    },
    one: {
      tabs: { page: "Trang", fields: "Thông tin", tasks: "Nhiệm vụ", sections: "Các mục", references: "Văn bản liên quan", history: "Lịch sử" },
      tabList: "Các phần của văn bản", before: "Văn bản trước", after: "Văn bản sau", toDoubts: (count) => `Kiểm tra ${count} chỗ`, pdf: "PDF", text: "Tệp chữ", excel: "Excel",
      pageOf: (page, pages) => `Trang ${page} / ${pages}`, lines: "Chữ trên trang", noLines: "Trang này không có chữ.", overlay: "Chữ trên ảnh", editLine: "Sửa dòng", lineName: (number) => `Dòng ${number}`,
      lineSaved: "Đã sửa dòng: văn bản, PDF và tìm kiếm dùng chữ mới.", found: (count) => `${count} chỗ tìm thấy`, foundNone: "Trang này không có từ đang tìm.", nextHit: "Chỗ sau", dropHits: "Bỏ đánh dấu",
      inDoubt: "cần kiểm tra", noHistory: "Chưa ai sửa gì trong văn bản này.", historyColumns: ["Lúc", "Người làm", "Việc", "Ở đâu", "Trước", "Sau"],
      actions: { set: "ghi", accept: "chấp nhận", reject: "bỏ", reopen: "mở lại", add: "thêm dòng", divide: "chia tệp", set_line: "sửa dòng chữ", remove: "bỏ dòng" },
      tableNames: { documents: "Văn bản", tasks: "Nhiệm vụ", sections: "Các mục", refs: "Văn bản liên quan", recipients: "Nơi nhận", signatories: "Người ký" },
      noRows: "Không có gì.", scanOf: (page) => `Bản quét, trang ${page}`, editHint: "Bấm vào một ô để sửa; ô không sửa được thì không có khung.", also: "Thông tin khác",
    },
  },
  en: {
    documents: {
      columns: { number: "Number", issued: "Issued", type: "Type", organ: "Issuing body", subject: "Subject", name: "File", path: "Path", status: "Status", tasks: "Tasks", doubts: "Doubts", pages: "Pages", added: "Added" },
      status: { review: "to be checked", ok: "nothing to check", accepted: "signed off", rejected: "to be scanned again" },
      choose: (name) => `Choose ${name}`, chosen: (count) => `${count} chosen`, chooseAll: "Choose all shown", dropChoice: "Choose none",
      toExcel: "Excel", toPdf: "PDF", openChosen: "Open one by one", making: "Making the file…", ready: (name) => `Ready: download ${name}`, columnChoice: "Columns",
      none: "There is no such document.", noneYet: "The archive has no document yet.", toHome: "Add scans on the home page", sorted: (name) => `Sort by ${name}`,
      total: (shown, all) => (shown === all ? `${all} documents` : `${shown} of ${all} documents`), noName: "(no number)", list: "List of documents",
    },
    one: {
      tabs: { page: "Page", fields: "Fields", tasks: "Tasks", sections: "Sections", references: "References", history: "History" },
      tabList: "Parts of the document", before: "Document before", after: "Next document", toDoubts: (count) => `Check ${count} doubts`, pdf: "PDF", text: "Text", excel: "Excel",
      pageOf: (page, pages) => `Page ${page} / ${pages}`, lines: "Text of the page", noLines: "This page has no text.", overlay: "Text on the scan", editLine: "Correct line", lineName: (number) => `Line ${number}`,
      lineSaved: "The line is corrected in text, PDF and search.", found: (count) => `${count} found`, foundNone: "The words are not on this page.", nextHit: "Next", dropHits: "Unmark",
      inDoubt: "in doubt", noHistory: "Nobody has changed anything here.", historyColumns: ["At", "Who", "Did", "Where", "Before", "After"],
      actions: { set: "wrote", accept: "accepted", reject: "rejected", reopen: "opened again", add: "added a row", divide: "divided the file", set_line: "corrected a line", remove: "removed a row" },
      tableNames: { documents: "Document", tasks: "Tasks", sections: "Sections", refs: "References", recipients: "Recipients", signatories: "Signatories" },
      noRows: "There is nothing.", scanOf: (page) => `Scan, page ${page}`, editHint: "Click a value to edit it; values without a frame cannot be edited.", also: "Further fields",
    },
  },
};
