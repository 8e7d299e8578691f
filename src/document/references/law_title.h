// document/references/law_title.h — acts that a text cites by their title (standards 3.11).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Where titles of laws, codes, ordinances and the constitution stand: "Luật Đất đai", "Luật bảo vệ
/// môi trường năm 2020", "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ
/// chức chính quyền địa phương". A title of the role "law_title" is whole whatever words it holds.
/// Day and number behind a title are not of it.
/// Law: the ranges ascend and never overlap.
[[nodiscard]] std::vector<ByteRange> find_law_titles(const Lexicon& lexicon, std::string_view nfc);

/// A title without the specks of a bad page: "Luật An toàn thông. tin mạng", "Luật Nghĩa vụ-quân
/// sự".
[[nodiscard]] std::string clean_title(std::string_view title);

}  // namespace codau::document
