// Texts of search, tasks and calendar.
export const LIST_TEXTS = {
  vi: {
    search: {
      what: "Gõ từ cần tìm, có dấu hay không dấu đều được.", box: "Từ cần tìm", find: "Tìm", none: (words) => `Không văn bản nào có “${words}”.`,
      total: (count) => `${count} chỗ`, place: (page, line) => `trang ${page}, dòng ${line}`, line: (line) => `dòng ${line}`,
    },
    allTasks: {
      title: "Nhiệm vụ của mọi văn bản", tabs: { due: "Theo hạn", agency: "Theo cơ quan", document: "Theo văn bản", overdue: "Quá hạn", none: "Không có ngày hạn" }, tabList: "Cách xem nhiệm vụ",
      columns: { due: "Hạn", task: "Nội dung", lead: "Chủ trì", helpers: "Phối hợp", document: "Văn bản", page: "Trang", status: "Tình trạng" },
      overdue: "quá hạn", none: "Không có nhiệm vụ nào như vậy.", noAgency: "(chưa rõ cơ quan)", noDue: "(không có ngày hạn)", list: "Danh sách nhiệm vụ",
      total: (count) => `${count} dòng; nhiệm vụ định kỳ có một dòng cho mỗi hạn`,
    },
    calendar: {
      before: "Tháng trước", after: "Tháng sau", today: "Tháng này", title: (month, year) => `Tháng ${month} năm ${year}`, days: ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"],
      short: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
      count: (count) => `${count} việc`, more: (count) => `và ${count} nhiệm vụ nữa`, dayName: (date, count) => `${date}: ${count} nhiệm vụ`, overdue: (count) => `${count} nhiệm vụ đã quá hạn`, none: "Tháng này không có nhiệm vụ nào đến hạn.",
    },
  },
  en: {
    search: {
      what: "Type words, with or without marks.", box: "Words", find: "Search", none: (words) => `No document has “${words}”.`,
      total: (count) => `${count} places`, place: (page, line) => `page ${page}, line ${line}`, line: (line) => `line ${line}`,
    },
    allTasks: {
      title: "Tasks of all documents", tabs: { due: "By due day", agency: "By agency", document: "By document", overdue: "Overdue", none: "Without a date" }, tabList: "Ways to see the tasks",
      columns: { due: "Due", task: "Task", lead: "Lead", helpers: "Helpers", document: "Document", page: "Page", status: "Status" },
      overdue: "overdue", none: "There is no such task.", noAgency: "(agency unknown)", noDue: "(no date)", list: "List of tasks",
      total: (count) => `${count} rows; a recurring task has a row for each due day`,
    },
    calendar: {
      before: "Month before", after: "Next month", today: "This month", title: (month, year) => `${month}/${year}`, days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      short: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
      count: (count) => `${count} tasks`, more: (count) => `and ${count} more`, dayName: (date, count) => `${date}: ${count} tasks`, overdue: (count) => `${count} tasks are overdue`, none: "No task is due in this month.",
    },
  },
};
