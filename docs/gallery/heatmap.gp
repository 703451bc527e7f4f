# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './heatmap.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 897,476 background '#ffffff' font font_text
set output './heatmap.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 897.0
Y(y) = 1 - y / 476.0
set lmargin at screen X(79)
set rmargin at screen X(879)
set tmargin at screen Y(124)
set bmargin at screen Y(436)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '地区生产总值增幅' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '增幅 · 实际 · 单位：%' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：各市政府工作报告（虚构）' at screen X(18), screen Y(456) left font font_small textcolor rgb '#777777'

set xrange [0.5:10.5]
set yrange [12.5:0.5]
set object 1 rectangle from screen X(18), screen Y(74) to screen X(26), screen Y(86) fillstyle solid noborder fillcolor rgb '#d7e3ee'
set object 2 rectangle from screen X(26), screen Y(74) to screen X(34), screen Y(86) fillstyle solid noborder fillcolor rgb '#ccddeb'
set object 3 rectangle from screen X(34), screen Y(74) to screen X(42), screen Y(86) fillstyle solid noborder fillcolor rgb '#c1d6e7'
set object 4 rectangle from screen X(42), screen Y(74) to screen X(50), screen Y(86) fillstyle solid noborder fillcolor rgb '#b7d0e4'
set object 5 rectangle from screen X(50), screen Y(74) to screen X(58), screen Y(86) fillstyle solid noborder fillcolor rgb '#acc9e1'
set object 6 rectangle from screen X(58), screen Y(74) to screen X(66), screen Y(86) fillstyle solid noborder fillcolor rgb '#a1c3de'
set object 7 rectangle from screen X(66), screen Y(74) to screen X(74), screen Y(86) fillstyle solid noborder fillcolor rgb '#96bddb'
set object 8 rectangle from screen X(74), screen Y(74) to screen X(82), screen Y(86) fillstyle solid noborder fillcolor rgb '#8bb6d7'
set object 9 rectangle from screen X(82), screen Y(74) to screen X(90), screen Y(86) fillstyle solid noborder fillcolor rgb '#81b0d4'
set object 10 rectangle from screen X(90), screen Y(74) to screen X(98), screen Y(86) fillstyle solid noborder fillcolor rgb '#76a9d1'
set object 11 rectangle from screen X(98), screen Y(74) to screen X(106), screen Y(86) fillstyle solid noborder fillcolor rgb '#6ba3ce'
set object 12 rectangle from screen X(106), screen Y(74) to screen X(114), screen Y(86) fillstyle solid noborder fillcolor rgb '#609ccb'
set object 13 rectangle from screen X(114), screen Y(74) to screen X(122), screen Y(86) fillstyle solid noborder fillcolor rgb '#5696c7'
set object 14 rectangle from screen X(122), screen Y(74) to screen X(130), screen Y(86) fillstyle solid noborder fillcolor rgb '#4b8fc4'
set object 15 rectangle from screen X(130), screen Y(74) to screen X(138), screen Y(86) fillstyle solid noborder fillcolor rgb '#4587bb'
set object 16 rectangle from screen X(138), screen Y(74) to screen X(146), screen Y(86) fillstyle solid noborder fillcolor rgb '#407fb2'
set object 17 rectangle from screen X(146), screen Y(74) to screen X(154), screen Y(86) fillstyle solid noborder fillcolor rgb '#3a77a9'
set object 18 rectangle from screen X(154), screen Y(74) to screen X(162), screen Y(86) fillstyle solid noborder fillcolor rgb '#356f9f'
set object 19 rectangle from screen X(162), screen Y(74) to screen X(170), screen Y(86) fillstyle solid noborder fillcolor rgb '#306796'
set object 20 rectangle from screen X(170), screen Y(74) to screen X(178), screen Y(86) fillstyle solid noborder fillcolor rgb '#2a5f8d'
set object 21 rectangle from screen X(178), screen Y(74) to screen X(186), screen Y(86) fillstyle solid noborder fillcolor rgb '#255784'
set object 22 rectangle from screen X(186), screen Y(74) to screen X(194), screen Y(86) fillstyle solid noborder fillcolor rgb '#1f4e7a'
set object 23 rectangle from screen X(194), screen Y(74) to screen X(202), screen Y(86) fillstyle solid noborder fillcolor rgb '#1a4671'
set object 24 rectangle from screen X(202), screen Y(74) to screen X(210), screen Y(86) fillstyle solid noborder fillcolor rgb '#153e68'
set label 20 '0.8' at screen X(18), screen Y(96) left font font_small textcolor rgb '#666666'
set label 21 '9.4' at screen X(210), screen Y(96) right font font_small textcolor rgb '#666666'
plot data index 0 using (0.5):1:2 with labels right offset screen -X(8.0),0 font font_text textcolor rgb '#222222', \
  data index 1 using 1:(0.5):2 with labels center font font_label offset 0, screen 12.0 / 476.0 textcolor rgb '#444444', \
  data index 2 using 1:2:($1 - 0.48):($1 + 0.48):($2 - 0.47):($2 + 0.47):4 with boxxyerror fillstyle solid noborder linecolor rgb variable, \
  data index 2 using 1:2:5:6 with labels center font font_small textcolor rgb variable
