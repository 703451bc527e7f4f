# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './dot.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,522 background '#ffffff' font font_text
set output './dot.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 522.0
set lmargin at screen X(109)
set rmargin at screen X(854)
set tmargin at screen Y(100)
set bmargin at screen Y(460)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '地区生产总值：实际增长与年度目标' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '增幅 · 单位：%' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：各市政府工作报告（虚构）' at screen X(18), screen Y(502) left font font_small textcolor rgb '#777777'
set object 1 rectangle from screen X(18), screen Y(74) to screen X(30), screen Y(86) fillstyle solid noborder fillcolor rgb '#1f6fb0'
set label 20 '实际' at screen X(36), screen Y(80) left font font_text textcolor rgb '#333333'
set object 2 rectangle from screen X(81), screen Y(74) to screen X(93), screen Y(86) fillstyle solid noborder fillcolor rgb '#d1552b'
set label 21 '目标' at screen X(99), screen Y(80) left font font_text textcolor rgb '#333333'

set xrange [3.795:7.505]
set xtics ('4' 4, '5' 5, '6' 6, '7' 7) scale 0 font font_label textcolor rgb '#666666'
set yrange [12.5:0.5]
set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
left = 3.795
right = 7.505
half = 0.2
plot data index 0 using (left):1:2 with labels right offset screen -X(36.0),0 font font_text textcolor rgb '#222222', \
  data index 0 using (left):1:(right - left):(0) with vectors nohead dashtype 3 linewidth 1 linecolor rgb '#d4d4d4', \
  data index 1 using 2:1:($3 - $2):(0) with vectors nohead linewidth 3 linecolor rgb '#c9c9c9', \
  data index 2 using 2:1 with points pointtype 7 pointsize 1.1 * dot linecolor rgb '#1f6fb0', \
  data index 2 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#1f6fb0', \
  data index 2 using ($7 < 0 ? $5 : NaN):1:6 with labels right offset screen -X(8.0),0 font font_label textcolor rgb '#1f6fb0', \
  data index 3 using 2:1 with points pointtype 7 pointsize 1.1 * dot linecolor rgb '#d1552b', \
  data index 3 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#d1552b', \
  data index 3 using ($7 < 0 ? $5 : NaN):1:6 with labels right offset screen -X(8.0),0 font font_label textcolor rgb '#d1552b'
