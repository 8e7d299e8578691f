#include "document/deadlines/deadline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "document/words/calendar.h"

namespace codau::document {
namespace {

const char* name(DeadlineKind kind) {
  constexpr const char* kNames[] = {
      "fixed",         "interval",  "open",       "month", "quarter",  "half_year",
      "year",          "recurring", "continuous", "event", "relative", "by_rule",
      "by_other_plan", "immediate", "on_request", "none",  "unparsed"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string op(const Deadline& d) {
  constexpr const char* kNames[] = {"before", "by", "on", "after"};
  return d.due_op ? kNames[static_cast<std::size_t>(*d.due_op)] : "-";
}

/// One line a deadline: "D02 fixed before 2022-12-05", then what else is set.
std::string show(const Deadline& d) {
  std::string out = d.rule + ' ' + name(d.kind) + ' ' + op(d);
  const auto add = [&](const std::string& label, const auto& value) {
    if (value) out += ' ' + label + *value;
  };
  add("", d.due_date);
  add("from=", d.start_date);
  add("period=", d.period);
  add("rrule=", d.recurrence);
  if (d.recur_count) out += " times=" + std::to_string(*d.recur_count);
  if (d.offset_n) out += " +" + std::to_string(*d.offset_n) + d.offset_unit.value_or("?");
  add("anchor=", d.anchor);
  add("note=", d.note);
  add("label=", d.label);
  if (d.is_inferred) out += " inferred";
  for (const std::string& reason : d.reasons) out += ' ' + reason;
  return out;
}

std::string show(const std::vector<Deadline>& all) {
  std::string out;
  for (const Deadline& d : all) out += (out.empty() ? "" : " | ") + show(d);
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

const DeadlineContext kPlan2024{2024, "2024-01-18", false, own_lexicon()};

class DeadlineCell : public testing::TestWithParam<Case> {};

TEST_P(DeadlineCell, Reads) {  // 6.5: D01 to D51
  EXPECT_EQ(show(read_deadline_cell(GetParam().text, kPlan2024)), GetParam().expected)
      << GetParam().text;
}

// Every row of standards 6.5, in its order.
INSTANTIATE_TEST_SUITE_P(
    Rules, DeadlineCell,
    testing::Values(
        Case{"Ngày 15/6/2024", "D01 fixed by 2024-06-15"},
        Case{"ngày 05 tháng 02 năm 2024", "D01 fixed by 2024-02-05"},
        Case{"15-06-2024", "D01 fixed by 2024-06-15"}, Case{"15.6.2024", "D01 fixed by 2024-06-15"},
        Case{"15/6/24", "D01 fixed by 2024-06-15 inferred"},
        Case{"Trước ngày 05/12/2022", "D02 fixed before 2022-12-05"},
        Case{"trước ngày **05/12/2022**", "D02 fixed before 2022-12-05"},
        Case{"Trước 31/10/2023.", "D02 fixed before 2023-10-31"},
        Case{"Trước ngày 10/6", "D03 fixed before 2024-06-10 inferred"},
        Case{"Chậm nhất ngày 10/6", "D04 fixed by 2024-06-10 inferred"},
        Case{"Muộn nhất là ngày 10/6/2024", "D04 fixed by 2024-06-10"},
        Case{"Chậm nhất trước ngày 10/6/2024", "D05 fixed before 2024-06-10"},
        Case{"Hoàn thành trước ngày 10/6/2024", "D05 fixed before 2024-06-10"},
        Case{"Xong trước 10/6", "D05 fixed before 2024-06-10 inferred"},
        Case{"Đến hết ngày 30/6/2024", "D06 fixed by 2024-06-30"},
        Case{"Hạn cuối: 30/6/2024", "D06 fixed by 2024-06-30"},
        Case{"Trước 17h00 ngày 15/6/2024", "D06 fixed by 2024-06-15 note=17h00"},
        Case{"Vào ngày 22/12/2024", "D07 fixed on 2024-12-22"},
        Case{"Sáng ngày 24/11/2024", "D07 fixed on 2024-11-24"},
        Case{"Từ ngày 01/3/2024 đến hết ngày 30/4/2024",
             "D08 interval by 2024-04-30 from=2024-03-01 period=2024-03-01/2024-04-30"},
        Case{"01/3/2018 – 05/3/2018",
             "D08 interval by 2018-03-05 from=2018-03-01 period=2018-03-01/2018-03-05"},
        Case{"Ngày 20 – 21/11/2017",
             "D09 interval by 2017-11-21 from=2017-11-20 period=2017-11-20/2017-11-21"},
        Case{"Từ ngày 01/7/2024 trở đi", "D10 open after from=2024-07-01"},
        Case{"Sau ngày 01/7/2024", "D10 open after from=2024-07-02"},
        Case{"Trong tháng 02/2024", "D11 month by 2024-02-29 period=2024-02"},
        Case{"Tháng 6 năm 2023", "D11 month by 2023-06-30 period=2023-06"},
        Case{"6/2023", "D11 month by 2023-06-30 period=2023-06"},
        Case{"Tháng 9", "D12 month by 2024-09-30 period=2024-09 inferred"},
        Case{"Trước tháng 6/2024", "D13 fixed before 2024-06-01"},
        Case{"Giữa tháng 6/2024", "D14 fixed by 2024-06-15"},
        Case{"Cuối tháng 2", "D14 fixed by 2024-02-29 inferred"},
        Case{"Tuần thứ 2 tháng 6/2024",
             "D15 interval by 2024-06-14 from=2024-06-08 period=2024-06-08/2024-06-14"},
        Case{"Tuần cuối tháng 6/2024",
             "D15 interval by 2024-06-30 from=2024-06-24 period=2024-06-24/2024-06-30"},
        Case{"Hạ tuần tháng 02/2024",
             "D16 interval by 2024-02-29 from=2024-02-21 period=2024-02-21/2024-02-29"},
        Case{"Từ tháng 3 đến tháng 5/2024",
             "D17 interval by 2024-05-31 from=2024-03-01 period=2024-03-01/2024-05-31"},
        Case{"Tháng 6, 9 và 12/2024",
             "D18 month by 2024-06-30 period=2024-06 | D18 month by 2024-09-30 period=2024-09 | "
             "D18 month by 2024-12-31 period=2024-12"},
        Case{"Quý III/2024", "D19 quarter by 2024-09-30 period=2024-Q3"},
        Case{"Trong quý 4 năm 2023", "D19 quarter by 2023-12-31 period=2023-Q4"},
        Case{"Quý I1I/2024", "D19 quarter by 2024-09-30 period=2024-Q3"},
        Case{"Quý [V/2024", "D19 quarter by 2024-12-31 period=2024-Q4"},
        Case{"Quý II", "D20 quarter by 2024-06-30 period=2024-Q2 inferred"},
        Case{"Quý I, quý III/2024",
             "D21 quarter by 2024-03-31 period=2024-Q1 | D21 quarter by 2024-09-30 period=2024-Q3"},
        Case{"Quý I - Quý II năm 2024",
             "D21 interval by 2024-06-30 from=2024-01-01 period=2024-01-01/2024-06-30"},
        Case{"6 tháng đầu năm", "D22 half_year by 2024-06-30 period=2024-H1 inferred"},
        Case{"6 tháng cuối năm 2024", "D22 half_year by 2024-12-31 period=2024-H2"},
        Case{"9 tháng đầu năm",
             "D23 interval by 2024-09-30 from=2024-01-01 period=2024-01-01/2024-09-30 inferred"},
        Case{"Trong năm 2024", "D24 year by 2024-12-31 period=2024"},
        Case{"2008", "D24 year by 2008-12-31 period=2008"},
        Case{"Trong năm", "D25 year by 2024-12-31 period=2024 inferred"},
        Case{"Cả năm", "D26 year on 2024-12-31 period=2024 inferred"},
        Case{"Giữa năm 2024", "D27 fixed by 2024-06-30"},
        Case{"Đầu năm", "D27 fixed by 2024-01-01 inferred"},
        Case{"Giai đoạn 2021 - 2025",
             "D28 interval by 2025-12-31 from=2021-01-01 period=2021-01-01/2025-12-31"},
        Case{"Đến năm 2025", "D28 interval by 2025-12-31"},
        Case{"Thường xuyên", "D29 continuous - period=2024"},
        Case{"Thường xuyên, liên tục", "D29 continuous - period=2024"},
        Case{"Hằng năm", "D30 recurring - rrule=FREQ=YEARLY"},
        Case{"Hàng năm", "D30 recurring - rrule=FREQ=YEARLY"},
        Case{"Hàng tháng", "D31 recurring - rrule=FREQ=MONTHLY"},
        Case{"Hằng quý", "D32 recurring - rrule=FREQ=MONTHLY;INTERVAL=3"},
        Case{"Hàng tuần", "D33 recurring - rrule=FREQ=WEEKLY"},
        Case{"Hàng ngày", "D33 recurring - rrule=FREQ=DAILY"},
        Case{"Trước 16 giờ thứ Sáu hằng tuần", "D33 recurring by rrule=FREQ=WEEKLY;BYDAY=FR"},
        Case{"Trước thứ Sáu hằng tuần", "D33 recurring before rrule=FREQ=WEEKLY;BYDAY=FR"},
        Case{"Thứ 2 hằng tuần", "D33 recurring on rrule=FREQ=WEEKLY;BYDAY=MO"},
        Case{"Hằng tuần, vào Chủ nhật", "D33 recurring on rrule=FREQ=WEEKLY;BYDAY=SU"},
        Case{"Trước tháng 12 hằng năm",
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"},
        Case{"Thứ Hai, thứ Tư và thứ 6 hằng tuần",
             "D33 recurring on rrule=FREQ=WEEKLY;BYDAY=MO | D33 recurring on "
             "rrule=FREQ=WEEKLY;BYDAY=WE | D33 recurring on rrule=FREQ=WEEKLY;BYDAY=FR"},
        Case{"Sau thứ Sáu hằng tuần", "D41 event after anchor=thứ Sáu hằng tuần"},
        Case{"Trước 15 giờ thứ Sáu hằng tuần", "D33 recurring by rrule=FREQ=WEEKLY;BYDAY=FR"},
        Case{"Trước tháng 6 và tháng 12 hằng năm",
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1 | "
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"},
        Case{"Từ tháng 3/2024 đến tháng 9/2024, hằng tháng",
             "D31 recurring - rrule=FREQ=MONTHLY;BYMONTH=3,4,5,6,7,8,9"},
        Case{"Từ tháng 3 đến tháng 9, hằng tháng",
             "D31 recurring - rrule=FREQ=MONTHLY;BYMONTH=3,4,5,6,7,8,9"},
        Case{"Hằng tháng (từ tháng 10 đến tháng 12)",
             "D31 recurring - rrule=FREQ=MONTHLY;BYMONTH=10,11,12"},
        Case{"Trước 15h00 hằng ngày", "D33 recurring before rrule=FREQ=DAILY"},
        Case{"Định kỳ 6 tháng", "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6"},
        Case{"06 tháng/lần", "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6"},
        Case{"sáu tháng một lần", "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6"},
        Case{"Định kỳ", "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Tối thiểu 02 lần trong năm", "D36 recurring - rrule=FREQ=YEARLY times=2"},
        Case{"Trước ngày 20 hằng tháng", "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=20"},
        Case{"Trước ngày 20 của tháng cuối quý",
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"},
        Case{"6 tháng đầu năm trước ngày 10/6; cả năm trước ngày 25/10/2024",
             "D39 fixed before 2024-06-10 label=6 tháng đầu năm inferred | "
             "D39 fixed before 2024-10-25 label=cả năm"},
        Case{"Trước bầu cử", "D40 event before anchor=bầu cử"},
        Case{"Trước khi khai giảng", "D40 event before anchor=khai giảng"},
        Case{"Sau khi ban hành", "D41 event after anchor=ban hành"},
        Case{"Trước và sau tuyển dụng", "D42 event - anchor=tuyển dụng note=around"},
        Case{"Khi có văn bản dự thảo", "D43 event on anchor=văn bản dự thảo"},
        Case{"Khi triển khai các dự án", "D43 event on anchor=triển khai các dự án"},
        Case{"Trong vòng 10 ngày kể từ ngày ban hành Kế hoạch này",
             "D44 relative by 2024-01-29 +10day anchor=ngày ban hành Kế hoạch này inferred"},
        Case{"Trong vòng 36 tháng kể từ ngày ban hành Kế hoạch này",
             "D44 relative by 2027-01-18 +36month anchor=ngày ban hành Kế hoạch này inferred "
             "HOLIDAYS_IGNORED"},
        Case{"Chậm nhất 15 ngày làm việc sau khi có quyết định phê duyệt",
             "D44 relative by +15workday anchor=có quyết định phê duyệt"},
        Case{"≤ 20 ngày làm việc", "D44 relative by +20workday"},
        Case{"Ngay sau mỗi vụ khai thác", "D47 immediate - anchor=mỗi vụ khai thác"},
        Case{"Ngay sau Tết Nguyên đán", "D41 event after anchor=Tết Nguyên đán"},
        Case{"Ngay sau kỳ họp HĐND", "D41 event after anchor=kỳ họp HĐND"},
        Case{"Ngay sau bầu cử", "D41 event after anchor=bầu cử"},
        Case{"Ngay sau mỗi kỳ họp", "D41 event after anchor=mỗi kỳ họp"},
        Case{"Ngày sau hội nghị", "D51 unparsed - DEADLINE_UNPARSED"},
        Case{"18 tháng", "D44 relative by +18month"}, Case{"Theo quy định", "D45 by_rule -"},
        Case{"Không theo quy định", "D51 unparsed - DEADLINE_UNPARSED"},
        Case{"Theo kế hoạch của huyện", "D46 by_other_plan - anchor=kế hoạch của huyện"},
        Case{"Theo KH", "D46 by_other_plan - anchor=KH"},
        Case{"theo khả năng", "D51 unparsed - DEADLINE_UNPARSED"},
        Case{"Trước15/3", "D03 fixed before 2024-03-15 inferred"},
        Case{"Ngay sau khi có kết quả", "D47 immediate - anchor=có kết quả"},
        Case{"Kịp thời", "D47 immediate -"}, Case{"Đột xuất", "D48 on_request -"},
        Case{"Khi có yêu cầu", "D48 on_request -"},
        Case{"Trước Tết Nguyên đán", "D49 event before anchor=Tết Nguyên đán"},
        Case{"Ngày 10/3 âm lịch", "D49 event on anchor=Ngày 10/3 âm lịch"}, Case{"", "D50 none -"},
        Case{" - ", "D50 none -"}, Case{"…", "D50 none -"},
        Case{"Quý [..]/2024", "D51 unparsed - DEADLINE_UNPARSED"},
        Case{"Tùy tình hình", "D51 unparsed - DEADLINE_UNPARSED"}));

// Standards 6.6 to 6.8 and 13.5 to 13.7.
INSTANTIATE_TEST_SUITE_P(
    Combined, DeadlineCell,
    testing::Values(
        Case{"Quý IV, hằng năm", "D30 recurring - rrule=FREQ=YEARLY;BYMONTH=10,11,12"},
        Case{"Tháng 6 và tháng 12 hằng năm", "D30 recurring - rrule=FREQ=YEARLY;BYMONTH=6,12"},
        Case{"Trước ngày 15/12 hằng năm",
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"},
        Case{"Ngày 31/6/2024", "D01 fixed - DATE_INVALID"},
        Case{"Trước ngày 30/02", "D03 fixed - inferred DATE_INVALID"},
        Case{"Ngày 05/13/2024", "D01 fixed - DATE_INVALID"},
        Case{"Thường _. xuyên", "D29 continuous - period=2024"},  // specks between the words
        Case{"- Thường xuyên", "D29 continuous - period=2024"},
        Case{"Quý II/2024; Quý IV/2024",
             "D19 quarter by 2024-06-30 period=2024-Q2 | D19 quarter by 2024-12-31 period=2024-Q4"},
        Case{"Hàng tháng, quý, 6 tháng và năm",
             "D31 recurring - rrule=FREQ=MONTHLY | D32 recurring - rrule=FREQ=MONTHLY;INTERVAL=3 | "
             "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6 | D30 recurring - rrule=FREQ=YEARLY"},
        Case{"26/4/2018 – 21/5/2018 ≤ 20 ngày làm (trả lại hồ sơ)",
             "D08 interval by 2018-05-21 from=2018-04-26 period=2018-04-26/2018-05-21"},
        Case{"Trước ngày 25/5/2018 ≤ 3 ngày làm việc", "D02 fixed before 2018-05-25"},
        Case{"≥ 20 ngày Dự kiến 23/7/2018 – 14/8/2018",
             "D08 interval by 2018-08-14 from=2018-07-23 period=2018-07-23/2018-08-14"},
        Case{"Trong 05 ngày làm việc kể từ ngày ký ban hành",
             "D44 relative by 2024-01-25 +5workday anchor=ngày ký ban hành inferred"},
        Case{"Trong 15 ngày làm việc kể từ ngày ký ban hành",  // over the lunar new year
             "D44 relative by 2024-02-15 +15workday anchor=ngày ký ban hành inferred"}));

// A second printing of every rule: stripped of marks, in another wording, or with the glyphs that
// scanners take for others.
INSTANTIATE_TEST_SUITE_P(
    Variants, DeadlineCell,
    testing::Values(
        Case{"ngay 15 thang 6 nam 2024", "D01 fixed by 2024-06-15"},
        Case{"1O/6/2024", "D01 fixed by 2024-06-10"},
        Case{"08h00 ngày 19/5/2024", "D06 fixed by 2024-05-19 note=08h00"},
        Case{"truoc 3l/12/2024", "D02 fixed before 2024-12-31"},
        Case{"truoc ngay l5/11", "D03 fixed before 2024-11-15 inferred"},
        Case{"muon nhat den ngay 10/6", "D04 fixed by 2024-06-10 inferred"},
        Case{"xong truoc ngay 10 thang 6", "D05 fixed before 2024-06-10 inferred"},
        Case{"den het 30/6", "D06 fixed by 2024-06-30 inferred"},
        Case{"Trong ngày 15/6/2024", "D07 fixed on 2024-06-15"},
        Case{"tu 15/6 den het 20/6/2024",
             "D08 interval by 2024-06-20 from=2024-06-15 period=2024-06-15/2024-06-20"},
        Case{"Từ nay đến hết năm",
             "D08 interval by 2024-12-31 from=2024-01-18 period=2024-01-18/2024-12-31 inferred"},
        Case{"Từ nay đến hết quý III/2024",
             "D08 interval by 2024-09-30 from=2024-01-18 period=2024-01-18/2024-09-30 inferred"},
        Case{"tu ngay 15 den ngay 20/6/2024",
             "D09 interval by 2024-06-20 from=2024-06-15 period=2024-06-15/2024-06-20"},
        Case{"ke tu ngay 01/7/2024", "D10 open after from=2024-07-01"},
        Case{"Từ tháng 7/2024", "D10 open after from=2024-07-01"},
        Case{"Năm 2024 và các năm tiếp theo", "D10 open after from=2024-01-01"},
        Case{"T6/2024", "D11 month by 2024-06-30 period=2024-06"},
        Case{"Tháng 6/24", "D11 month by 2024-06-30 period=2024-06 inferred"},
        Case{"Đến hết tháng 6/2024", "D11 month by 2024-06-30 period=2024-06"},
        Case{"hoan thanh trong thang 6", "D12 month by 2024-06-30 period=2024-06 inferred"},
        Case{"truoc thang 6", "D13 fixed before 2024-06-01 inferred"},
        Case{"Trước quý III/2024", "D13 fixed before 2024-07-01"},
        Case{"dau thang 7/2024", "D14 fixed by 2024-07-01"},
        Case{"Tuần thứ hai của tháng 9",
             "D15 interval by 2024-09-14 from=2024-09-08 period=2024-09-08/2024-09-14 inferred"},
        Case{"thuong tuan thang 3/2024",
             "D16 interval by 2024-03-10 from=2024-03-01 period=2024-03-01/2024-03-10"},
        Case{"Nửa đầu tháng 4/2024",
             "D16 interval by 2024-04-15 from=2024-04-01 period=2024-04-01/2024-04-15"},
        Case{"Tháng 3-4/2024",
             "D17 interval by 2024-04-30 from=2024-03-01 period=2024-03-01/2024-04-30"},
        Case{"thang 6, thang 9",
             "D18 month by 2024-06-30 period=2024-06 inferred | "
             "D18 month by 2024-09-30 period=2024-09 inferred"},
        Case{"quy II nam 2024", "D19 quarter by 2024-06-30 period=2024-Q2"},
        Case{"Q2/2024", "D19 quarter by 2024-06-30 period=2024-Q2"},
        Case{"quy lII", "D20 quarter by 2024-09-30 period=2024-Q3 inferred"},
        Case{"Quý II, III/2024",
             "D21 quarter by 2024-06-30 period=2024-Q2 | D21 quarter by 2024-09-30 period=2024-Q3"},
        Case{"sau thang dau nam 2024", "D22 half_year by 2024-06-30 period=2024-H1"},
        Case{"09 thang dau nam",
             "D23 interval by 2024-09-30 from=2024-01-01 period=2024-01-01/2024-09-30 inferred"},
        Case{"hoan thanh trong nam 2024", "D24 year by 2024-12-31 period=2024"},
        Case{"trong nam nay", "D25 year by 2024-12-31 period=2024 inferred"},
        Case{"trong suot nam 2024", "D26 year on 2024-12-31 period=2024"},
        Case{"cuoi nam", "D27 fixed by 2024-12-31 inferred"},
        Case{"giai doan 2024-2026",
             "D28 interval by 2026-12-31 from=2024-01-01 period=2024-01-01/2026-12-31"},
        Case{"thuong xuyen", "D29 continuous - period=2024"},
        Case{"hang nam", "D30 recurring - rrule=FREQ=YEARLY"},
        Case{"hang thang", "D31 recurring - rrule=FREQ=MONTHLY"},
        Case{"dinh ky hang quy", "D32 recurring - rrule=FREQ=MONTHLY;INTERVAL=3"},
        Case{"hang ngay", "D33 recurring - rrule=FREQ=DAILY"},
        Case{"dinh ky 6 thang, nam",
             "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6 | "
             "D30 recurring - rrule=FREQ=YEARLY"},
        Case{"dinh ky", "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Mỗi quý 01 lần", "D36 recurring - rrule=FREQ=MONTHLY;INTERVAL=3 times=1"},
        Case{"Ngày 20 hàng tháng", "D37 recurring on rrule=FREQ=MONTHLY;BYMONTHDAY=20"},
        Case{"ngay 15 thang cuoi quy",
             "D38 recurring on rrule=FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"},
        Case{"Báo cáo 6 tháng: trước 15/6; báo cáo năm: trước 15/12",
             "D39 fixed before 2024-06-15 label=6 tháng inferred | "
             "D39 fixed before 2024-12-15 label=năm inferred"},
        Case{"Trước kỳ họp HĐND", "D40 event before anchor=kỳ họp HĐND"},
        Case{"sau khi co ket qua", "D41 event after anchor=co ket qua"},
        Case{"Trước, trong và sau lễ hội", "D42 event - anchor=lễ hội note=around"},
        Case{"khi phat sinh", "D43 event on anchor=phat sinh"},
        Case{"Chậm nhất 10 ngày trước ngày khai mạc",
             "D44 relative before +10day anchor=ngày khai mạc"},
        Case{"trong vong bay ngay lam viec", "D44 relative by +7workday"},
        Case{"theo quy dinh cua phap luat", "D45 by_rule -"},
        Case{"Theo lộ trình của Chính phủ", "D46 by_other_plan - anchor=lộ trình của Chính phủ"},
        Case{"Ngay khi có kết quả", "D47 immediate - anchor=có kết quả"},
        Case{"dot xuat", "D48 on_request -"}, Case{"Theo yêu cầu", "D48 on_request -"},
        Case{"Dịp Tết Nguyên đán", "D49 event on anchor=Tết Nguyên đán"}, Case{"–", "D50 none -"},
        Case{"Buổi sáng", "D51 unparsed - DEADLINE_UNPARSED"},
        Case{"Kỳ họp giữa năm", "D51 unparsed - DEADLINE_UNPARSED"}));

// Several deadlines under one word, one year or one recurrence.
INSTANTIATE_TEST_SUITE_P(
    Lists, DeadlineCell,
    testing::Values(
        Case{"Trước 15/6 và 15/12",
             "D03 fixed before 2024-06-15 inferred | D03 fixed before 2024-12-15 inferred"},
        Case{"Trước ngày 20/6, 20/12/2023",
             "D02 fixed before 2023-06-20 | D02 fixed before 2023-12-20"},
        Case{"Ngày 30/6 và 31/6/2024", "D01 fixed by 2024-06-30 | D01 fixed - DATE_INVALID"},
        Case{"Trước ngày 15/6 và trước ngày 15/12 hằng năm",
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15 | "
             "D30 recurring before rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"},
        Case{"Từ ngày 15 đến ngày 20 tháng 12 hằng năm",
             "D30 recurring by rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"},
        Case{"Hàng năm (tháng 6 và tháng 12)", "D30 recurring - rrule=FREQ=YEARLY;BYMONTH=6,12"},
        Case{"Quý III+IV/2025",
             "D21 quarter by 2025-09-30 period=2025-Q3 | "
             "D21 quarter by 2025-12-31 period=2025-Q4"},
        Case{"Mỗi quý", "D32 recurring - rrule=FREQ=MONTHLY;INTERVAL=3"},
        Case{"Lần 1: 15/6, lần 2: 15/12",
             "D01 fixed by 2024-06-15 inferred | D01 fixed by 2024-12-15 inferred"},
        Case{"8:30 ngày 15/6/2024", "D06 fixed by 2024-06-15 note=8:30"},
        // how long something takes, and from when until when
        Case{"03 ngày, từ 05/6 đến 07/6/2024",
             "D08 interval by 2024-06-07 from=2024-06-05 period=2024-06-05/2024-06-07"},
        Case{"10 ngày (từ ngày 05/6 đến hết ngày 14/6/2024)",
             "D08 interval by 2024-06-14 from=2024-06-05 period=2024-06-05/2024-06-14"},
        Case{"02 ngày từ ngày 05/6/2024",
             "D44 relative by 2024-06-07 +2day anchor=ngày 05/6/2024 inferred"},
        Case{"5 - 6/2024",
             "D17 interval by 2024-06-30 from=2024-05-01 period=2024-05-01/2024-06-30"},
        Case{"11/2024 - 02/2025",
             "D17 interval by 2025-02-28 from=2024-11-01 period=2024-11-01/2025-02-28"},
        Case{"tháng 11 - 02/2025",
             "D17 interval by 2025-02-28 from=2024-11-01 period=2024-11-01/2025-02-28"}));

class DeadlineProse : public testing::TestWithParam<Case> {};

TEST_P(DeadlineProse, Finds) {  // 5.6, 6.5, 13.1
  EXPECT_EQ(show(find_deadlines(GetParam().text, kPlan2024)), GetParam().expected)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Rules, DeadlineProse,
    testing::Values(
        Case{"Tham mưu báo cáo kết quả về UBND huyện (qua phòng Văn hóa) trước ngày 05/12/2022.",
             "D02 fixed before 2022-12-05"},
        Case{"Hoàn thành trước ngày 05/12/2022.", "D05 fixed before 2022-12-05"},
        // 13.1: continuous and recurrent words count at the start of a clause only
        Case{"Thường xuyên đôn đốc, theo dõi.", "D29 continuous - period=2024"},
        Case{"Giao Văn hóa xã thường xuyên theo dõi trang thông tin.", ""},
        Case{"Thu, chi ngân sách hằng năm được công khai.", ""},
        Case{"Định kỳ, báo cáo kết quả.", "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Lồng ghép trong báo cáo định kỳ.", ""}, Case{"Nâng cao Chỉ số PAPI năm 2024.", ""},
        Case{"Thực hiện trong năm 2024.", "D24 year by 2024-12-31 period=2024"},
        // terms begin and end as is set every year
        Case{"Trong suốt năm học, theo dõi bữa ăn bán trú.",
             "D49 event on anchor=Trong suốt năm học"},
        Case{"Cuối học kỳ I, báo cáo Sở.", "D49 event on anchor=Cuối học kỳ I"},
        Case{"Mỗi học kỳ kiểm tra 03 trường.", "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Thông báo trong cuộc họp đầu năm học.", ""},
        Case{"Tổ chức trải nghiệm trong học kỳ II.", "D49 event on anchor=trong học kỳ II"},
        Case{"Ra quân; giữ trường sạch trong năm học 2024 - 2025.",
             "D49 event on anchor=trong năm học 2024 - 2025"},
        Case{"Trong học kỳ II tổ chức thi.", "D49 event on anchor=Trong học kỳ II"},
        Case{"Các lớp đã thi trong học kỳ I tổ chức thi lại.", ""},
        Case{"Dự giờ 02 lần/tháng trong năm học.", "D36 recurring - rrule=FREQ=MONTHLY times=2"},
        Case{"Cập nhật sổ theo dõi hằng tuần trong năm học.", "D33 recurring - rrule=FREQ=WEEKLY"},
        Case{"Dự giờ hằng tháng trong suốt năm học 2023-2024;",
             "D31 recurring - rrule=FREQ=MONTHLY"},
        Case{"Sinh hoạt hằng tháng từ tháng 9/2023 đến tháng 5/2024.",
             "D31 recurring - rrule=FREQ=MONTHLY;BYMONTH=1,2,3,4,5,9,10,11,12"},
        // days that come again
        Case{"Báo cáo vào ngày 15 và 30 hằng tháng.",
             "D37 recurring on rrule=FREQ=MONTHLY;BYMONTHDAY=15 | "
             "D37 recurring on rrule=FREQ=MONTHLY;BYMONTHDAY=30"},
        Case{"Gửi báo cáo trước 17h00 ngày 25 hằng tháng.",
             "D37 recurring by rrule=FREQ=MONTHLY;BYMONTHDAY=25"},
        Case{"Báo cáo hằng tháng (trước ngày 25), hằng quý (trước ngày 20 tháng cuối quý).",
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=25 | "
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"},
        Case{"Báo cáo trước ngày 05 của tháng đầu quý sau.",
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"},
        Case{"Tổng vệ sinh vào sáng thứ Bảy hằng tuần.",
             "D33 recurring on rrule=FREQ=WEEKLY;BYDAY=SA"},
        Case{"Lấy mẫu nước mỗi quý một lần.",
             "D36 recurring - rrule=FREQ=MONTHLY;INTERVAL=3 times=1"},
        // counted from something
        Case{"Báo cáo trong vòng 24 giờ kể từ khi xảy ra sự cố.",
             "D44 relative by anchor=xảy ra sự cố note=24 giờ"},
        Case{"Nghiệm thu sau 15 ngày kể từ ngày nhận hồ sơ.",
             "D44 relative after +15day anchor=ngày nhận hồ sơ"},
        Case{"Kiểm tra trước và sau Tết Nguyên đán.",
             "D42 event - anchor=Tết Nguyên đán note=around"},
        // 5.6: data periods and dates of cited papers are no deadlines
        Case{"6 tháng đầu năm trước ngày 10/6 (thời gian chốt số liệu tính từ ngày 01/11/2022 đến "
             "ngày 31/5/2023); báo cáo năm trước 31/10/2023 (thời gian chốt số liệu tính từ ngày "
             "01/11/2022 đến ngày 31/10/2023).",
             "D39 fixed before 2023-06-10 label=6 tháng đầu năm inferred | "
             "D39 fixed before 2023-10-31 label=năm"},
        Case{"Triển khai Quyết định số 12/QĐ-TTg ngày 27/12/2018 của Thủ tướng Chính phủ.", ""},
        Case{"Tổ chức lễ hội vào ngày 10/3 âm lịch.", "D49 event on anchor=vào ngày 10/3 âm lịch"},
        Case{"Tăng tỷ trọng lên đến 2/3 nguồn thu.", ""},
        Case{"Chốt danh sách ngày 31 tháng 12 của năm trước.", ""},
        Case{"Sự cố ngày 20/4/2023 được khắc phục.", ""},
        Case{"Nghị định có hiệu lực từ ngày 01/7/2025.", ""},
        Case{"Định kỳ tháng 11 hằng năm, báo cáo.", "D30 recurring - rrule=FREQ=YEARLY;BYMONTH=11"},
        Case{"Đạt 10/12 tiêu chí.", ""}, Case{"Hàng hóa lưu thông.", ""},
        Case{"Báo cáo UBND huyện theo quy định.", "D45 by_rule -"},
        Case{"Hướng dẫn mua sắm, thanh quyết toán theo quy định.", "D45 by_rule -"},
        Case{"Chi trả, thanh toán theo quy định.", "D45 by_rule -"},
        Case{"Bố trí kinh phí, làm thủ tục mua sắm theo quy định.", ""},
        Case{"Nhắc nhở các cơ sở; thu hồi giấy phép theo quy định./.", ""},
        Case{"Hướng dẫn nộp tiền phạt theo quy định.", ""},
        Case{"Hướng dẫn đơn vị vận tải niêm yết giá theo quy định.", ""},
        Case{"Thu hồi giấy phép theo quy định; niêm yết giá.", ""},
        Case{"Thu hồi giấy phép theo quy định, niêm yết giá.", ""},
        Case{"Thu, nộp đảng phí của đảng viên đi xa theo quy định.", ""},
        Case{"Cho vay với lãi suất theo quy định.", ""},
        Case{"Hỗ trợ hộ nghèo với mức theo quy định.", ""},
        Case{"Bảo đảm tỷ lệ nữ tham gia theo quy định.", ""},
        Case{"Công bố danh mục theo quy định.", ""},
        Case{"Kiểm tra các cơ sở chưa có giấy phép theo quy định.", ""},
        Case{"Nhắc nhở các hộ chưa thực hiện theo quy định.", ""},
        Case{"Cho vay vốn chuyển nghề, lãi suất theo quy định.", ""},
        Case{"Lưu hồ sơ không theo quy định.", ""},
        Case{"Định kỳ báo cáo Sở Nội vụ theo quy định.",
             "D35 recurring - RECURRENCE_UNSPECIFIED | D45 by_rule -"},
        Case{"Rà soát, xử lý các biển hiệu chưa theo quy định", ""},
        Case{"Đeo khẩu trang, giữ khoảng cách đúng quy định.", ""},
        Case{"Đảm bảo có nữ, tỷ lệ theo quy định.", ""},
        Case{"Cán bộ vắng họp phải báo lãnh đạo theo quy định.", ""},
        Case{"Chi trả phụ cấp trước ngày 15/7/2025 theo quy định.", "D02 fixed before 2025-07-15"},
        Case{"Thực hiện mua sắm, thanh toán đúng quy định.", ""},
        Case{"Báo cáo đúng thời gian quy định.", "D45 by_rule -"},
        Case{"Báo cáo sự cố hàng hải ngay sau khi nhận tin.", "D47 immediate - anchor=nhận tin"},
        Case{"Báo cáo hai ngày sau khi nhận tin.", "D44 relative by +2day anchor=nhận tin"},
        Case{"Bao cao hai ngay sau khi nhan tin.", "D44 relative by +2day anchor=nhan tin"},
        Case{"Soát lỗi bản thảo trước khi gửi nhà xuất bản.",
             "D40 event before anchor=gửi nhà xuất bản"},
        Case{"Rà soát hồ sơ của các xã trước khi sáp nhập.", ""},
        Case{"Kiểm tra hàng trước khi nhập kho, ghi sổ.", ""},
        Case{"Đăng hình ảnh trước và sau khi chỉnh trang.", ""},
        Case{"Hằng tháng kiểm tra hàng trước khi nhập kho.", "D31 recurring - rrule=FREQ=MONTHLY"},
        Case{"Niêm yết theo quy định của pháp luật.", ""},
        Case{"Ban hành Kế hoạch chậm nhất 15 ngày làm việc sau thời gian ban hành Kế hoạch của "
             "tỉnh.",
             "D44 relative by +15workday anchor=thời gian ban hành Kế hoạch của tỉnh"},
        Case{"Theo dõi việc thực hiện (Thực hiện trong quý III năm 2023).",
             "D19 quarter by 2023-09-30 period=2023-Q3"},
        Case{"Tổng hợp số liệu báo cáo (từ ngày 01/01 đến hết ngày 31/12/2024), gửi trước 15/6.",
             "D03 fixed before 2024-06-15 inferred"},
        Case{"Ra quyết định chậm nhất 10 ngày trước ngày họp; so với 6 tháng trước đó.",
             "D44 relative before +10day anchor=ngày họp"},
        Case{"Báo cáo định kỳ 6 tháng, năm về Sở Nội vụ.",
             "D34 recurring - rrule=FREQ=MONTHLY;INTERVAL=6 | D30 recurring - rrule=FREQ=YEARLY"},
        Case{"Báo cáo định kỳ 6 tháng (trước 15/6) và năm (trước 15/12).",
             "D39 fixed before 2024-06-15 label=6 tháng inferred | "
             "D39 fixed before 2024-12-15 label=năm inferred"},
        Case{"Mỗi tháng ít nhất 02 tin, bài.", ""},
        // a period behind a noun says what is due, where the clause says when
        Case{"Gửi báo cáo tháng 4 trước ngày 05/5/2024.",
             "D02 fixed before 2024-05-05 label=tháng 4"},
        Case{"Đăng ký chuyên đề sinh hoạt quý IV với Ban Xây dựng Đảng trước ngày 12/10/2024.",
             "D02 fixed before 2024-10-12 label=quý IV"},
        Case{"Công khai quyết toán quý I/2024 chậm nhất ngày 15/4/2024.",
             "D04 fixed by 2024-04-15 label=quý I/2024"},
        Case{"Gửi báo cáo quý I trong tháng 4.",
             "D12 month by 2024-04-30 period=2024-04 label=quý I inferred"},
        Case{"Tập huấn quý II và kiểm tra trước ngày 10/9.",
             "D20 quarter by 2024-06-30 period=2024-Q2 inferred | "
             "D03 fixed before 2024-09-10 inferred"},
        // how often and on which day are one deadline
        Case{"Định kỳ hằng quý, trước ngày 20 của tháng cuối quý, tổng hợp báo cáo.",
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"},
        Case{"Định kỳ hằng quý báo cáo trước ngày 15 tháng thứ hai của quý.",
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=15"},
        Case{"Định kỳ hằng tháng (trước ngày 20), báo cáo Sở.",
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=20"},
        Case{"Định kỳ, gửi báo cáo trước ngày 25 hằng tháng.",
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=25"},
        Case{"Hằng tháng kiểm tra; báo cáo trước ngày 25 hằng tháng.",
             "D31 recurring - rrule=FREQ=MONTHLY | "
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=25"},
        Case{"Gửi số liệu trước ngày 05 của tháng sau.",
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=5"},
        Case{"Họp giao ban hai tuần một lần.", "D34 recurring - rrule=FREQ=WEEKLY;INTERVAL=2"},
        Case{"Họp giao ban 02 tuần/lần.", "D34 recurring - rrule=FREQ=WEEKLY;INTERVAL=2"},
        Case{"Sơ kết 6 tháng lần thứ nhất.", ""},
        Case{"Cuối mỗi tháng đối chiếu công nợ.", "D31 recurring by rrule=FREQ=MONTHLY"},
        Case{"Mỗi thứ Sáu gửi báo cáo nhanh.", "D33 recurring on rrule=FREQ=WEEKLY;BYDAY=FR"},
        Case{"Nộp báo cáo trước ngày 25 mỗi tháng.",
             "D37 recurring before rrule=FREQ=MONTHLY;BYMONTHDAY=25"},
        Case{"Giao ban vào sáng thứ Hai tuần đầu tiên của tháng.",
             "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Giao ban ngày cuối cùng của tháng.", "D35 recurring - RECURRENCE_UNSPECIFIED"},
        Case{"Giao ban vào thứ Hai tuần đầu tháng 5/2024.",
             "D15 interval by 2024-05-07 from=2024-05-01 period=2024-05-01/2024-05-07"},
        // spans and parts
        Case{"Treo cờ từ 18 giờ ngày 29/4 đến 06 giờ ngày 02/5/2024.",
             "D08 interval by 2024-05-02 from=2024-04-29 period=2024-04-29/2024-05-02"},
        Case{"Trong 10 ngày đầu tháng 3/2024 rà soát.",
             "D16 interval by 2024-03-10 from=2024-03-01 period=2024-03-01/2024-03-10"},
        Case{"Hoàn thành đầu quý II/2024.", "D14 fixed by 2024-04-01"},
        Case{"Hoàn thành vào giữa quý III.", "D14 fixed by 2024-08-15 inferred"},
        Case{"Duy trì đường tự quản trong suốt năm 2024.", "D26 year on 2024-12-31 period=2024"},
        Case{"Cuối năm, tổng kết.", "D27 fixed by 2024-12-31 inferred"},
        Case{"Cuối năm trước đã họp.", ""},
        Case{"Hoàn thành trong 02 tháng 3 và 4/2024.",
             "D18 month by 2024-03-31 period=2024-03 | D18 month by 2024-04-30 period=2024-04"},
        Case{"Tổng kết trong dịp 30/4 và 01/5.", "D49 event on anchor=30/4 và 01/5"},
        Case{"Báo cáo trước ngày 20 tháng 3, 6 và 12 năm 2024.",
             "D02 fixed before 2024-03-20 | D02 fixed before 2024-06-20 | D02 fixed before "
             "2024-12-20"},
        Case{"Báo cáo trước ngày 15 của các tháng 6, 12.",
             "D03 fixed before 2024-06-15 inferred | D03 fixed before 2024-12-15 inferred"},
        Case{"Báo cáo trước ngày 15 tháng 6, 10 tháng 12.",
             "D03 fixed before 2024-06-15 inferred | D03 fixed before 2024-12-10 inferred"},
        Case{"Hằng năm, vào dịp 22/12 tổ chức gặp mặt.",
             "D30 recurring on rrule=FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=22"},
        Case{"Chậm nhất ngày 05 tháng đầu tiên của quý sau gửi báo cáo.",
             "D38 recurring by rrule=FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"},
        Case{"Tập huấn 02 ngày, từ 05-06/6/2024.",
             "D09 interval by 2024-06-06 from=2024-06-05 period=2024-06-05/2024-06-06"},
        // counted from or back from a day that is printed
        Case{"Hoàn thành trong vòng 10 ngày kể từ ngày 01/3/2024.",
             "D44 relative by 2024-03-11 +10day anchor=ngày 01/3/2024 inferred"},
        Case{"Báo cáo chậm nhất 05 ngày làm việc trước ngày 22/5/2024.",
             "D44 relative by 2024-05-15 +5workday anchor=ngày 22/5/2024 inferred"},
        Case{"Xong trước 15 ngày so với ngày 02/9/2024.",
             "D44 relative by 2024-08-18 +15day anchor=ngày 02/9/2024 inferred"},
        Case{"Trưng bày 30 ngày kể từ ngày công bố.", "D44 relative by +30day anchor=ngày công bố"},
        // what recurs between two days
        Case{"Ra quân vào thứ Bảy hằng tuần từ ngày 05/4/2024 đến ngày 31/5/2024.",
             "D33 recurring on from=2024-04-05 rrule=FREQ=WEEKLY;BYDAY=SA;UNTIL=20240531"},
        Case{"Từ ngày 01/3/2024 đến ngày 30/6/2024, hằng tuần kiểm tra chợ.",
             "D33 recurring - from=2024-03-01 rrule=FREQ=WEEKLY;UNTIL=20240630"},
        Case{"Kiểm tra hằng tuần từ ngày 01/3/2024 đến ngày 30/6/2024.",
             "D33 recurring - from=2024-03-01 rrule=FREQ=WEEKLY;UNTIL=20240630"},
        Case{"Hằng tháng, từ tháng 4/2024 đến hết năm 2024, gửi số liệu.",
             "D31 recurring - from=2024-04-01 rrule=FREQ=MONTHLY;UNTIL=20241231"},
        Case{"Thực hiện từ ngày 01/6/2024 đến hết quý III.",
             "D08 interval by 2024-09-30 from=2024-06-01 period=2024-06-01/2024-09-30 inferred"},
        Case{"Hằng tuần gửi báo cáo đến hết ngày 31/5/2024.",
             "D33 recurring - rrule=FREQ=WEEKLY;UNTIL=20240531"},
        Case{"Bắt đầu từ tháng 6/2024, hằng tháng báo cáo đến hết tháng 9/2024.",
             "D31 recurring - from=2024-06-01 rrule=FREQ=MONTHLY;UNTIL=20240930"},
        Case{"Hằng tuần trong quý II/2024 ra quân.",
             "D33 recurring - from=2024-04-01 rrule=FREQ=WEEKLY;UNTIL=20240630"},
        Case{"Tuyên truyền 2 lần/tuần từ 01/4 đến 30/4/2024.",
             "D36 recurring - from=2024-04-01 rrule=FREQ=WEEKLY;UNTIL=20240430 times=2"},
        Case{"Thống kê 01 năm/01 lần (lấy dữ liệu từ ngày 01/01/2024 đến ngày 31/12/2024).",
             "D34 recurring - rrule=FREQ=YEARLY | "
             "D08 interval by 2024-12-31 from=2024-01-01 period=2024-01-01/2024-12-31"},
        Case{"Báo cáo hằng quý, hằng năm gửi trước ngày 17 tháng cuối quý.",
             "D32 recurring - rrule=FREQ=MONTHLY;INTERVAL=3 | D30 recurring - rrule=FREQ=YEARLY | "
             "D38 recurring before rrule=FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=17"},
        Case{"Hằng tháng sinh hoạt, từ ngày 01/6/2024 đến ngày 30/6/2024 tổ chức hội thi.",
             "D31 recurring - rrule=FREQ=MONTHLY | "
             "D08 interval by 2024-06-30 from=2024-06-01 period=2024-06-01/2024-06-30"},
        Case{"Hằng tháng báo cáo; tổng kết trước ngày 15/12/2024.",
             "D31 recurring - rrule=FREQ=MONTHLY | D02 fixed before 2024-12-15"},
        Case{"Xây dựng trong quý II; nghiệm thu trước ngày 01/9.",
             "D20 quarter by 2024-06-30 period=2024-Q2 inferred | "
             "D03 fixed before 2024-09-01 inferred"}));

TEST(Deadline, AnIntervalBeginsAtTheLatestSuchDayNotAfterItsEnd) {  // 13.13
  const auto in_cell = [](const char* text) { return show(read_deadline_cell(text, kPlan2024)); };
  EXPECT_EQ(in_cell("Từ ngày 15/12 đến ngày 15/01/2025"),
            "D08 interval by 2025-01-15 from=2024-12-15 period=2024-12-15/2025-01-15");
  EXPECT_EQ(in_cell("Từ tháng 11 đến tháng 3/2025"),
            "D17 interval by 2025-03-31 from=2024-11-01 period=2024-11-01/2025-03-31");
  EXPECT_EQ(in_cell("Quý IV - Quý I/2025"),
            "D21 interval by 2025-03-31 from=2024-10-01 period=2024-10-01/2025-03-31");
  EXPECT_EQ(in_cell("28 - 03/01/2025"),
            "D09 interval by 2025-01-03 from=2024-12-28 period=2024-12-28/2025-01-03");
}

TEST(Deadline, AnIntervalThatEndsBeforeItBeginsIsNone) {  // 13.13
  for (const char* text : {"Từ 01/3/2025 đến 01/02/2025", "Tuần 5 tháng 02/2023"})
    EXPECT_EQ(show(read_deadline_cell(text, kPlan2024)).substr(3), " interval - DATE_INVALID")
        << text;
}

TEST(Deadline, ShowsWhereItWasRead) {
  const std::string text = "Báo cáo kết quả trước ngày **05/12/2022**.";
  const auto found = find_deadlines(text, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].raw, "trước ngày 05/12/2022");
  EXPECT_EQ(slice(text, found[0].source), "trước ngày **05/12/2022");
}

TEST(Deadline, MonthsOfASchoolYearAreThoseFromAugustToJuly) {
  DeadlineContext context{std::nullopt, "2026-09-10", false, own_lexicon(), 2026};
  const auto last = [&](const char* text) {
    const auto all = read_deadline_cell(text, context);
    return all.front().due_last_day.value_or(
        all.front().reasons.empty() ? "-" : all.front().reasons.front());
  };
  EXPECT_EQ(last("Tháng 12"), "2026-12-31");
  EXPECT_EQ(last("Tháng 5"), "2027-05-31");
  EXPECT_EQ(last("Trước ngày 31/5"), "2027-05-30");
  EXPECT_EQ(last("Trước ngày 31/5/2028"), "2028-05-30");
  EXPECT_EQ(last("Tháng 8"), "DEADLINE_UNPARSED") << "is past, or the year after";
  EXPECT_EQ(last("Quý I"), "DEADLINE_UNPARSED");
  context.issued_date = "2026-03-10";  // pupils are enrolled before the year begins
  EXPECT_EQ(last("Tháng 5"), "DEADLINE_UNPARSED");
  EXPECT_EQ(last("Tháng 9"), "2026-09-30");
  context.issued_date.reset();
  EXPECT_EQ(last("Tháng 5"), "DEADLINE_UNPARSED");
}

TEST(Deadline, ACellOfMonthsTellsTheirYear) {
  EXPECT_EQ(read_months_of_year("8+9/ 2031")->months, (std::vector{8, 9}));
  EXPECT_EQ(read_months_of_year("Tháng 11, 12/2031")->year, 2031);
  for (const char* const text : {"Tháng 9", "9/31", "5/8/2031", "Năm 2031"})
    EXPECT_FALSE(read_months_of_year(text)) << text;
  DeadlineContext context{std::nullopt, "2031-10-05", false, own_lexicon(), 2031};
  EXPECT_EQ(show(read_deadline_cell("16/8", context)), "D01 fixed - DEADLINE_UNPARSED");
  context.months = read_months_of_year("8+9/2031");
  EXPECT_EQ(show(read_deadline_cell("16/8", context)), "D01 fixed by 2031-08-16 inferred");
  EXPECT_EQ(show(read_deadline_cell("15/9 và 27/10", context)),
            "D01 fixed by 2031-09-15 inferred | D01 fixed by 2031-10-27 inferred");
}

TEST(Deadline, LastDayOfBeforeIsTheDayAhead) {  // 6.2
  EXPECT_EQ(read_deadline_cell("Trước ngày 01/3/2024", {}).front().due_last_day, "2024-02-29");
  EXPECT_EQ(read_deadline_cell("Chậm nhất ngày 01/3/2024", {}).front().due_last_day, "2024-03-01");
  EXPECT_EQ(read_deadline_cell("Từ ngày 01/3/2024", {}).front().due_last_day, std::nullopt);
}

TEST(Deadline, MissingYears) {  // 6.4
  EXPECT_EQ(show(read_deadline_cell("Quý II", {std::nullopt, "2023-02-01", false})),
            "D20 quarter by 2023-06-30 period=2023-Q2 inferred");
  EXPECT_EQ(show(read_deadline_cell("Quý II", {})), "D20 quarter - DEADLINE_UNPARSED");
  EXPECT_EQ(show(read_deadline_cell("Trước ngày 10/6", {std::nullopt, "2021-02-01", true})),
            "D03 fixed - DEADLINE_UNPARSED");
}

TEST(Deadline, TheEarliestDueDateIsChosen) {  // 6.6
  EXPECT_EQ(choose_deadline(read_deadline_cell("Thường xuyên; Quý IV/2024; Quý II/2024", {})), 2U);
  EXPECT_EQ(choose_deadline(read_deadline_cell("Thường xuyên", {})), 0U);
}

TEST(Calendar, CivilDays) {
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(days_from_civil(2024, 2, 29), 19782);
  EXPECT_EQ(days_from_civil(2023, 2, 29), std::nullopt);
  EXPECT_EQ(days_from_civil(2023, 13, 1), std::nullopt);
  EXPECT_EQ(to_iso_date(19782), "2024-02-29");
}

}  // namespace
}  // namespace codau::document
