# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './line.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,508 background '#ffffff' font font_text
set output './line.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 508.0
set lmargin at screen X(42)
set rmargin at screen X(830)
set tmargin at screen Y(86)
set bmargin at screen Y(446)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '地区生产总值增幅' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '增幅 · 实际 · 单位：%' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：各市政府工作报告（虚构）' at screen X(18), screen Y(488) left font font_small textcolor rgb '#777777'

set xrange [2016.73:2026.27]
set xtics ('2025' 2026, '2024' 2025, '2023' 2024, '2022' 2023, '2021' 2022, '2020' 2021, '2019' 2020, '2018' 2019, '2017' 2018, '2016' 2017) scale 0 font font_label textcolor rgb '#666666'
set yrange [0:10]
set ytics ('0' 0, '2' 2, '4' 4, '6' 6, '8' 8, '10' 10) scale 0 font font_label textcolor rgb '#666666'
set grid ytics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back linewidth 1 linecolor rgb '#555555'
set label 20 '东澜市' at screen X(840), screen Y(236) left font font_text textcolor rgb '#1f6fb0'
set label 21 '临溪市' at screen X(840), screen Y(219) left font font_text textcolor rgb '#d1552b'
set label 22 '云渡市' at screen X(840), screen Y(183) left font font_text textcolor rgb '#3a9a78'
set label 23 '安平市' at screen X(840), screen Y(306) left font font_text textcolor rgb '#b0609c'
set label 24 '望山市' at screen X(840), screen Y(253) left font font_text textcolor rgb '#d99a1c'
plot data index 0 using 1:2 with linespoints pointtype 7 pointsize 0.7 * dot linewidth 2.2 linecolor rgb '#1f6fb0', \
  data index 1 using 1:2 with linespoints pointtype 7 pointsize 0.7 * dot linewidth 2.2 linecolor rgb '#d1552b', \
  data index 2 using 1:2 with linespoints pointtype 7 pointsize 0.7 * dot linewidth 2.2 linecolor rgb '#3a9a78', \
  data index 3 using 1:2 with linespoints pointtype 7 pointsize 0.7 * dot linewidth 2.2 linecolor rgb '#b0609c', \
  data index 4 using 1:2 with linespoints pointtype 7 pointsize 0.7 * dot linewidth 2.2 linecolor rgb '#d99a1c'
